/// The programs that the command is compared with: the same rows, written out by hand.
enum CSVBaselines {
  /// The file in memory, `from_chars` and `to_chars`, and one large buffer for the output.
  static let charconv = """
    #include <charconv>
    #include <cmath>
    #include <cstdio>
    #include <cstdlib>
    #include <cstring>
    #include <vector>

    int main(int count, char **arguments) {
      if (count < 2) return 2;
      FILE *file = fopen(arguments[1], "rb");
      fseek(file, 0, SEEK_END);
      std::vector<char> text(ftell(file));
      rewind(file);
      if (fread(text.data(), 1, text.size(), file) != text.size()) return 3;
      std::vector<char> out(1 << 16);
      char *place = out.data();
      place += sprintf(place, "x1,x2,f,df_dx1,df_dx2\\n");
      const char *end = text.data() + text.size();
      const char *row = (const char *)memchr(text.data(), '\\n', text.size()) + 1;
      while (row < end) {
        double x1, x2;
        auto first = std::from_chars(row, end, x1);
        auto second = std::from_chars(first.ptr + 1, end, x2);
        memcpy(place, row, second.ptr - row);
        place += second.ptr - row;
        double results[3] = {std::log(x1) + x1 * x2 - std::sin(x2), 1 / x1 + x2, x1 - std::cos(x2)};
        for (double result : results) {
          *place++ = ',';
          place = std::to_chars(place, place + 32, result).ptr;
        }
        *place++ = '\\n';
        row = second.ptr + 1;
        if (place - out.data() > (1 << 16) - 512) {
          fwrite(out.data(), 1, place - out.data(), stdout);
          place = out.data();
        }
      }
      fwrite(out.data(), 1, place - out.data(), stdout);
      return fclose(stdout) ? 3 : 0;
    }

    """

  /// A line at a time, `strtod` and `printf`.
  static let printf = """
    #include <math.h>
    #include <stdio.h>
    #include <stdlib.h>

    int main(int count, char **arguments) {
      if (count < 2) return 2;
      FILE *file = fopen(arguments[1], "r");
      char line[512];
      if (!fgets(line, sizeof line, file)) return 3;
      printf("x1,x2,f,df_dx1,df_dx2\\n");
      while (fgets(line, sizeof line, file)) {
        char *rest;
        double x1 = strtod(line, &rest);
        double x2 = strtod(rest + 1, 0);
        printf("%.17g,%.17g,%.17g,%.17g,%.17g\\n", x1, x2, log(x1) + x1 * x2 - sin(x2), 1 / x1 + x2, x1 - cos(x2));
      }
      return fclose(stdout) ? 3 : 0;
    }

    """
}
