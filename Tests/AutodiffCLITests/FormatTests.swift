import Testing

@testable import AutodiffCLI

@Suite("CSV, TSV, Markdown and LaTeX")
struct FormatTests {
  @Test(
    "CSV fields are quoted where needed",
    arguments: [
      ("", ""), ("a", "a"), ("a b", "a b"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("\"", "\"\"\"\""),
      ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""), ("\r", "\"\r\""), ("a\tb", "a\tb"),
      // To Swift, a quote with a combining mark is one character, and is not equal to a quote.
      ("a\"\u{301}", "\"a\"\"\u{301}\""),
    ])
  func csv(_ text: String, _ field: String) {
    #expect(DelimitedTable.csvField(text).utf8.elementsEqual(field.utf8))
  }

  @Test(
    "TSV fields are escaped",
    arguments: [
      ("a\tb", "a\\tb"), ("a\nb", "a\\nb"), ("\r\n", "\\r\\n"), ("\\t", "\\\\t"), ("a,\"b", "a,\"b"),
    ])
  func tsv(_ text: String, _ field: String) {
    #expect(DelimitedTable.tsvField(text) == field)
  }

  @Test("a record of one empty field is no empty line")
  func emptyRecord() {
    #expect(DelimitedTable(.csv, numbers: .shortest).record([""]) == "\"\"\n")
    #expect(DelimitedTable(.csv, numbers: .shortest).record(["", ""]) == ",\n")
  }

  @Test(
    "Markdown",
    arguments: [
      ("a|b", "a\\|b"), ("2*x*y", "2\\*x\\*y"), ("x_1_", "x\\_1\\_"), ("a\r\nb", "a<br>b"),
      ("\\|", "\\\\\\|"),
      ("a < b", "a \\< b"),
    ])
  func markdown(_ text: String, _ escaped: String) {
    #expect(MarkdownTable.escaped(text) == escaped)
  }

  @Test(
    "Markdown code",
    arguments: [("2*x", "`2*x`"), ("a|b", "`a\\|b`"), ("a`b", "`` a`b ``"), ("", ""), ("a\nb", "`a b`")])
  func markdownCode(_ text: String, _ code: String) {
    #expect(MarkdownTable.code(text) == code)
  }

  @Test("LaTeX escapes its ten special characters")
  func latex() {
    #expect(
      LaTeXTable.escaped("\\&%$#_{}~^")
        == "\\textbackslash{}\\&\\%\\$\\#\\_\\{\\}\\textasciitilde{}\\textasciicircum{}")
  }

  @Test(
    "LaTeX numbers",
    arguments: [
      ("1e-5", "1\\times 10^{-5}"), ("-2.5e+16", "-2.5\\times 10^{16}"), ("5.5", "5.5"),
      ("nan", "\\mathrm{nan}"),
      ("-inf", "-\\infty"), ("0x1.ep+2", "\\mathtt{0x1.ep+2}"),
    ])
  func latexNumbers(_ text: String, _ latex: String) {
    #expect(LaTeXTable.number(text) == latex)
  }
}

@Suite("JSONWriter")
struct JSONWriterTests {
  @Test("the transcript of the command line's design")
  func gradient() {
    var json = JSONWriter(numbers: .shortest)
    json.object { json in
      json.member("expression", "ln(x1)+x1*x2-sin(x2)")
      json.member("mode", "reverse")
      json.object("at") { json in
        json.member("x1", 2)
        json.member("x2", 5)
      }
      json.member("value", 11.652071455223084)
      json.object("gradient") { json in
        json.member("x1", 5.5)
        json.member("x2", 1.7163378145367738)
      }
    }
    json.endLine()
    #expect(
      json.text
        == "{\"expression\":\"ln(x1)+x1*x2-sin(x2)\",\"mode\":\"reverse\",\"at\":{\"x1\":2,\"x2\":5},"
        + "\"value\":11.652071455223084,\"gradient\":{\"x1\":5.5,\"x2\":1.7163378145367738}}\n")
  }

  @Test("nesting, empty containers, and several lines")
  func nesting() {
    var json = JSONWriter(numbers: .shortest)
    json.array { json in
      json.array { _ in }
      json.object { _ in }
      json.value(true)
      json.null()
      json.value(.nan)
      json.numeral("123456789012345678901234567890")
      json.object { json in json.array("a") { $0.value("b") } }
    }
    json.endLine()
    json.value(1.0)
    #expect(json.text == "[[],{},true,null,\"NaN\",123456789012345678901234567890,{\"a\":[\"b\"]}]\n1")
  }

  @Test(
    "strings",
    arguments: [
      ("", "\"\""), ("a\"b\\c/", "\"a\\\"b\\\\c/\""), ("\n\r\t\u{8}\u{C}", "\"\\n\\r\\t\\b\\f\""),
      ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""), ("α\u{1F600}", "\"α\u{1F600}\""),
      ("\"\u{301}", "\"\\\"\u{301}\""),
    ])
  func strings(_ text: String, _ json: String) {
    #expect(JSONWriter.quoted(text).utf8.elementsEqual(json.utf8))
  }
}
