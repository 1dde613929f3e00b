extension Topic {
  /// What `autodiff help points` shows.
  var pointsText: String {
    """
    eval, grad, jacobian, hessian, jvp, vjp and check compute at many points in one run. The points are the \
    rows of a file, or of standard input:

      autodiff grad 'ln(x1)+x1*x2' --points points.csv --value
      generate | autodiff eval 'a*x^2' --at a=2 --points - | head

    or all combinations of ranges, the last of which varies fastest:

      autodiff eval 'sin(x)*y' --at x=0:1:0.1,y=1:3#3

    lo:hi:step has both ends; a step such as 0.1 is taken as the decimal that it is. lo:hi#n are n values, \
    the ends among them.

    The format is that of --points-format, or else of the name's ending, or else of the first line:

      csv         RFC 4180: commas, fields with quotation marks where needed.
                  Line ends are LF or CRLF, the last one may be missing.
      tsv         Tabs between fields; \\t, \\n, \\r and \\\\ are escapes.
      jsonl       An object a line. An array {"x":[1,2,3]} gives x1, x2, x3.
                  "NaN", "Infinity" and "-Infinity" are numbers.

    A byte order mark and empty lines are passed over. In CSV and TSV the first line names the columns; no \
    name may be missing or occur twice, and every row has as many fields. In JSON Lines the first row says \
    which columns there are.

    A column whose name is that of a variable has its values, one a row: decimal or hexadecimal numbers, inf \
    or nan, with blanks around them or not. --at gives the variables that have no column; none may have both. \
    A row may have up to 268435456 bytes; a file may have any number of rows, memory does not grow with them.

    The rows are written in the format that they are read in, unless --format asks for another: every column \
    as it was, then f, df_dx1 and so on (f1, df1_dx1 of several outputs; d2f_dx1_dx2; jvp_f; vjp_x1; rel_diff \
    and ok, 1 or 0, of check). No result may have the name of a column. Text is aligned by its first 1000 rows, \
    or with --unbuffered by the widest number that there is.

    A cell that is no number ends the run, with its line and column: --on-error skip leaves the row out, and \
    --on-error nan computes with nan. What is not finite is warned of once for each cause, at the first row \
    that has it, and makes the exit status 1.

    --jobs says how many threads work, the number of cores unless given; the output is the same for any number.
    """
  }
}
