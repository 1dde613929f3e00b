/// A function for the batch benchmark: its text, and the C that a programmer would write by hand.
struct BatchCase {
  var name: String
  /// In the variables x1, x2, … in this order of numbers, not of appearance.
  var text: String
  var variableCount: Int
  /// The range of every variable.
  var range: ClosedRange<Double>
  /// `double name(const double *x, double *g)`: the value, and the gradient to g.
  var source: String

  static let all = [survey, helmholtz(20), rosenbrock(100), logistic, logisticMap]

  /// > Baydin, Pearlmutter, Radul, Siskind, *Automatic differentiation in machine learning: a survey*, 2018.
  private static let survey = BatchCase(
    name: "survey", text: "ln(x1)+x1*x2-sin(x2)", variableCount: 2, range: 0.5...5,
    source: """
      double survey(const double *x, double *g) {
        g[0] = 1 / x[0] + x[1];
        g[1] = x[0] - cos(x[1]);
        return log(x[0]) + x[0] * x[1] - sin(x[1]);
      }

      """)

  /// The Helmholtz energy of a mixed fluid, the sum over i and j of aᵢⱼxᵢxⱼ written out.
  /// > Griewank & Walther, *Evaluating Derivatives*, 2nd ed., §3.2.
  private static func helmholtz(_ count: Int) -> BatchCase {
    func a(_ i: Int, _ j: Int) -> Double { 1 / Double(i + j) }
    func b(_ i: Int) -> Double { Double(i % 7 + 1) / 128 }
    let indices = 1...count
    let weighted = indices.map { "\(b($0))*x\($0)" }.joined(separator: "+")
    let rows = indices.map { i in "x\(i)*(\(indices.map { "\(a(i, $0))*x\($0)" }.joined(separator: "+")))" }
    let entropy = indices.map { "x\($0)*ln(x\($0)/(1-b))" }.joined(separator: "+")
    let text = """
      b = \(weighted)
      q = \(rows.joined(separator: "+"))
      \(entropy) - q/(sqrt(8)*b)*ln((1+(1+sqrt(2))*b)/(1+(1-sqrt(2))*b))
      """
    let matrix = indices.flatMap { i in indices.map { "\(a(i, $0))" } }.joined(separator: ",")
    let source = """
      static const double A[\(count)][\(count)] = {\(matrix)};
      static const double B[\(count)] = {\(indices.map { "\(b($0))" }.joined(separator: ","))};
      double helmholtz(const double *x, double *g) {
        const double r2 = sqrt(2), r8 = sqrt(8);
        double b = 0, sum = 0, q = 0, entropy = 0, ax[\(count)], logs[\(count)];
        for (int i = 0; i < \(count); i++) b += B[i] * x[i], sum += x[i];
        for (int i = 0; i < \(count); i++) {
          double s = 0;
          for (int j = 0; j < \(count); j++) s += A[i][j] * x[j];
          ax[i] = s;
          q += x[i] * s;
          logs[i] = log(x[i] / (1 - b));
          entropy += x[i] * logs[i];
        }
        double u = 1 + (1 + r2) * b, v = 1 + (1 - r2) * b, w = log(u / v), s = r8 * b;
        double common = sum / (1 - b) + q * r8 / (s * s) * w - q / s * ((1 + r2) / u - (1 - r2) / v);
        for (int i = 0; i < \(count); i++) g[i] = logs[i] + 1 - 2 * ax[i] / s * w + B[i] * common;
        return entropy - q / s * w;
      }

      """
    return BatchCase(
      name: "helmholtz", text: text, variableCount: count, range: 0.05...0.5, source: source)
  }

  /// > Rosenbrock, *An automatic method for finding the greatest or least value of a function*, 1960.
  private static func rosenbrock(_ count: Int) -> BatchCase {
    let terms = (1..<count).map { "100*(x\($0 + 1)-x\($0)^2)^2+(1-x\($0))^2" }
    let source = """
      double rosenbrock(const double *x, double *g) {
        double f = 0;
        for (int i = 0; i < \(count); i++) g[i] = 0;
        for (int i = 0; i < \(count - 1); i++) {
          double valley = x[i + 1] - x[i] * x[i], rest = 1 - x[i];
          f += 100 * valley * valley + rest * rest;
          g[i] += -400 * valley * x[i] - 2 * rest;
          g[i + 1] += 200 * valley;
        }
        return f;
      }

      """
    return BatchCase(
      name: "rosenbrock", text: terms.joined(separator: "+"), variableCount: count, range: -2...2,
      source: source)
  }

  /// The loss of a logistic regression on eight samples, by its ten parameters.
  private static let logistic: BatchCase = {
    let (samples, count) = (8, 10)
    func feature(_ k: Int, _ i: Int) -> Double { Double((k * 7 + i * 5) % 11 - 5) / 4 }
    let losses = (0..<samples).map { k in
      let terms = (1...count).map { "\(feature(k, $0))*x\($0)" }
      return "softplus(\(terms.joined(separator: "+")))"
    }
    let matrix = (0..<samples).flatMap { k in (1...count).map { "\(feature(k, $0))" } }
    let source = """
      static const double X[\(samples)][\(count)] = {\(matrix.joined(separator: ","))};
      double logistic(const double *x, double *g) {
        double f = 0;
        for (int i = 0; i < \(count); i++) g[i] = 0;
        for (int k = 0; k < \(samples); k++) {
          double m = 0;
          for (int i = 0; i < \(count); i++) m += X[k][i] * x[i];
          double t = exp(-fabs(m)), s = (m < 0 ? t : 1) / (1 + t);
          f += fmax(m, 0) + log1p(t);
          for (int i = 0; i < \(count); i++) g[i] += s * X[k][i];
        }
        return f;
      }

      """
    return BatchCase(
      name: "logistic", text: losses.joined(separator: "+"), variableCount: count, range: -2...2,
      source: source)
  }()

  /// The logistic map l₆.
  private static let logisticMap = BatchCase(
    name: "l6", text: "iterate(l, x1, 5, 4*l*(1-l))", variableCount: 1, range: 0...1,
    source: """
      double l6(const double *x, double *g) {
        double l = x[0], d = 1;
        for (int k = 0; k < 5; k++) {
          d = 4 * d * (1 - 2 * l);
          l = 4 * l * (1 - l);
        }
        g[0] = d;
        return l;
      }

      """)
}
