import Autodiff

let f = try Expression(parsing: "ln(x1)+x1*x2-sin(x2)")
for mode in Mode.allCases { print(mode, try f.gradient(at: ["x1": 2, "x2": 5], mode: mode)) }
for text in CommandLine.arguments.dropFirst() {
  do {
    let e = try Expression(parsing: text)
    print(text, "=>", e.text)
    for v in e.variables {
      print("  d/d\(v)", try e.derivative(by: v).text, " | raw ", try e.rawDerivatives(by: [v]).text, " | rec ", try e.derivatives(by: [v]).text)
    }
    print("  latex", try e.derivatives(by: nil).simplified().latex().outputs)
  } catch { print(text, error) }
}
