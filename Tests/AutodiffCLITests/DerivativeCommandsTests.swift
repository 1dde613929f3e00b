import Platform
import Testing

@testable import AutodiffCLI

@Suite("The commands for derivatives", .serialized)
struct DerivativeCommandsTests {
  /// What the command writes, and its exit status. The words of the line hold no spaces.
  private func run(_ line: String) throws -> (output: String, status: Int32) {
    let path = "/tmp/autodiff-golden-\(getpid())-\(UInt32.random(in: 0...(.max)))"
    defer { unlink(path) }
    let words = line.split(separator: " ").map { Argument($0.utf8.filter { $0 != UInt8(ascii: "'") }) }
    let status = CommandLineTool.run(words + ["--output", Argument(path)])
    let bytes = (try? InputReader.read(Argument(path), limit: 1 << 20)) ?? []
    return (String(decoding: bytes, as: UTF8.self), status.rawValue)
  }

  static let survey = "'ln(x1)+x1*x2-sin(x2)' --at x1=2,x2=5"
  static let polar = "'r*cos(t)' 'r*sin(t)' --at r=2,t=0.5"

  // The survey: Baydin et al., JMLR 18 (2018), tables 2 and 3. The derivatives agree with mpmath at 50 digits
  // to 1e-15; numeric mode and the stats are what they are.
  static let goldens: [(line: String, status: Int32, output: String)] = [
    (
      "jacobian \(survey) --format text", 0,
      #"""
         x1   x2
      f  5.5  1.7163378145367738

      """#
    ),
    (
      "jacobian \(survey) --format csv", 0,
      #"""
      x1,x2,df_dx1,df_dx2
      2,5,5.5,1.7163378145367738

      """#
    ),
    (
      "jacobian \(survey) --format json", 0,
      #"""
      {"expression":"ln(x1)+x1*x2-sin(x2)","mode":"reverse","at":{"x1":2,"x2":5},"values":[11.652071455223084],"wrt":["x1","x2"],"jacobian":[[5.5,1.7163378145367738]]}

      """#
    ),
    (
      "jacobian \(survey) --format markdown", 0,
      #"""
      |  | x1 | x2 |
      | --- | ---: | ---: |
      | f | 5.5 | 1.7163378145367738 |

      """#
    ),
    (
      "jacobian \(survey) --format latex", 0,
      #"""
      \begin{tabular}{lrr}
      \hline
       & $x_{1}$ & $x_{2}$ \\
      \hline
      $f$ & $5.5$ & $1.7163378145367738$ \\
      \hline
      \end{tabular}

      """#
    ),
    (
      "jacobian \(survey) --format tsv", 0,
      #"""
      x1	x2	df_dx1	df_dx2
      2	5	5.5	1.7163378145367738

      """#
    ),
    (
      "jacobian \(polar) --format text", 0,
      #"""
          r                   t
      f1  0.8775825618903728  -0.958851077208406
      f2  0.479425538604203    1.7551651237807455

      """#
    ),
    (
      "jacobian \(polar) --format csv", 0,
      #"""
      r,t,df1_dr,df1_dt,df2_dr,df2_dt
      2,0.5,0.8775825618903728,-0.958851077208406,0.479425538604203,1.7551651237807455

      """#
    ),
    (
      "jacobian \(polar) --format json", 0,
      #"""
      {"expression":"r*cos(t), r*sin(t)","mode":"reverse","at":{"r":2,"t":0.5},"values":[1.7551651237807455,0.958851077208406],"wrt":["r","t"],"jacobian":[[0.8775825618903728,-0.958851077208406],[0.479425538604203,1.7551651237807455]]}

      """#
    ),
    (
      "jvp \(survey) --seed x1=1,x2=0.5 --format text", 0,
      #"""
      6.358168907268387

      """#
    ),
    (
      "jvp \(survey) --seed x1=1,x2=0.5 --format csv", 0,
      #"""
      x1,x2,jvp_f
      2,5,6.358168907268387

      """#
    ),
    (
      "jvp \(survey) --seed x1=1,x2=0.5 --format json", 0,
      #"""
      {"expression":"ln(x1)+x1*x2-sin(x2)","at":{"x1":2,"x2":5},"seed":{"x1":1,"x2":0.5},"value":11.652071455223084,"jvp":{"f":6.358168907268387}}

      """#
    ),
    (
      "jvp \(survey) --seed x1=1,x2=0.5 --format markdown", 0,
      #"""
      | name | jvp |
      | --- | ---: |
      | f | 6.358168907268387 |

      """#
    ),
    (
      "jvp \(survey) --seed x1=1,x2=0.5 --format latex", 0,
      #"""
      \begin{tabular}{lr}
      \hline
      name & jvp \\
      \hline
      $f$ & $6.358168907268387$ \\
      \hline
      \end{tabular}

      """#
    ),
    (
      "jvp \(survey) --seed x1=1,x2=0.5 --format tsv", 0,
      #"""
      x1	x2	jvp_f
      2	5	6.358168907268387

      """#
    ),
    (
      "jvp \(polar) --seed t=1 --format text", 0,
      #"""
      f1  -0.958851077208406
      f2   1.7551651237807455

      """#
    ),
    (
      "jvp \(polar) --seed t=1 --format csv", 0,
      #"""
      r,t,jvp_f1,jvp_f2
      2,0.5,-0.958851077208406,1.7551651237807455

      """#
    ),
    (
      "jvp \(polar) --seed t=1 --format json", 0,
      #"""
      {"expression":"r*cos(t), r*sin(t)","at":{"r":2,"t":0.5},"seed":{"r":0,"t":1},"values":{"f1":1.7551651237807455,"f2":0.958851077208406},"jvp":{"f1":-0.958851077208406,"f2":1.7551651237807455}}

      """#
    ),
    (
      "vjp \(survey) --seed 1 --format text", 0,
      #"""
      x1  5.5
      x2  1.7163378145367738

      """#
    ),
    (
      "vjp \(survey) --seed 1 --format csv", 0,
      #"""
      x1,x2,vjp_x1,vjp_x2
      2,5,5.5,1.7163378145367738

      """#
    ),
    (
      "vjp \(survey) --seed 1 --format json", 0,
      #"""
      {"expression":"ln(x1)+x1*x2-sin(x2)","at":{"x1":2,"x2":5},"seed":{"f":1},"value":11.652071455223084,"vjp":{"x1":5.5,"x2":1.7163378145367738}}

      """#
    ),
    (
      "vjp \(survey) --seed 1 --format markdown", 0,
      #"""
      | name | vjp |
      | --- | ---: |
      | x1 | 5.5 |
      | x2 | 1.7163378145367738 |

      """#
    ),
    (
      "vjp \(survey) --seed 1 --format latex", 0,
      #"""
      \begin{tabular}{lr}
      \hline
      name & vjp \\
      \hline
      $x_{1}$ & $5.5$ \\
      $x_{2}$ & $1.7163378145367738$ \\
      \hline
      \end{tabular}

      """#
    ),
    (
      "vjp \(survey) --seed 1 --format tsv", 0,
      #"""
      x1	x2	vjp_x1	vjp_x2
      2	5	5.5	1.7163378145367738

      """#
    ),
    (
      "vjp \(polar) --seed 1,-2 --format text", 0,
      #"""
      r  -0.08126851531803325
      t  -4.469181324769897

      """#
    ),
    (
      "vjp \(polar) --seed 1,-2 --format csv", 0,
      #"""
      r,t,vjp_r,vjp_t
      2,0.5,-0.08126851531803325,-4.469181324769897

      """#
    ),
    (
      "vjp \(polar) --seed 1,-2 --format json", 0,
      #"""
      {"expression":"r*cos(t), r*sin(t)","at":{"r":2,"t":0.5},"seed":{"f1":1,"f2":-2},"values":{"f1":1.7551651237807455,"f2":0.958851077208406},"vjp":{"r":-0.08126851531803325,"t":-4.469181324769897}}

      """#
    ),
    (
      "hessian \(survey) --format text", 0,
      #"""
          x1     x2
      x1  -0.25   1
      x2   1     -0.9589242746631385

      """#
    ),
    (
      "hessian \(survey) --format csv", 0,
      #"""
      x1,x2,d2f_dx1_dx1,d2f_dx1_dx2,d2f_dx2_dx1,d2f_dx2_dx2
      2,5,-0.25,1,1,-0.9589242746631385

      """#
    ),
    (
      "hessian \(survey) --format json", 0,
      #"""
      {"expression":"ln(x1)+x1*x2-sin(x2)","at":{"x1":2,"x2":5},"value":11.652071455223084,"wrt":["x1","x2"],"gradient":[5.5,1.7163378145367738],"hessian":[[-0.25,1],[1,-0.9589242746631385]]}

      """#
    ),
    (
      "hessian \(survey) --format markdown", 0,
      #"""
      |  | x1 | x2 |
      | --- | ---: | ---: |
      | x1 | -0.25 | 1 |
      | x2 | 1 | -0.9589242746631385 |

      """#
    ),
    (
      "hessian \(survey) --format latex", 0,
      #"""
      \begin{tabular}{lrr}
      \hline
       & $x_{1}$ & $x_{2}$ \\
      \hline
      $x_{1}$ & $-0.25$ & $1$ \\
      $x_{2}$ & $1$ & $-0.9589242746631385$ \\
      \hline
      \end{tabular}

      """#
    ),
    (
      "hessian \(survey) --format tsv", 0,
      #"""
      x1	x2	d2f_dx1_dx1	d2f_dx1_dx2	d2f_dx2_dx1	d2f_dx2_dx2
      2	5	-0.25	1	1	-0.9589242746631385

      """#
    ),
    (
      "hessian \(polar) --format text", 0,
      #"""
      f1  r                   t
      r    0                  -0.479425538604203
      t   -0.479425538604203  -1.7551651237807455

      f2  r                   t
      r   0                    0.8775825618903728
      t   0.8775825618903728  -0.958851077208406

      """#
    ),
    (
      "hessian \(polar) --format csv", 0,
      #"""
      r,t,d2f1_dr_dr,d2f1_dr_dt,d2f1_dt_dr,d2f1_dt_dt,d2f2_dr_dr,d2f2_dr_dt,d2f2_dt_dr,d2f2_dt_dt
      2,0.5,0,-0.479425538604203,-0.479425538604203,-1.7551651237807455,0,0.8775825618903728,0.8775825618903728,-0.958851077208406

      """#
    ),
    (
      "hessian \(polar) --format json", 0,
      #"""
      {"expression":"r*cos(t), r*sin(t)","at":{"r":2,"t":0.5},"values":{"f1":1.7551651237807455,"f2":0.958851077208406},"wrt":["r","t"],"jacobian":[[0.8775825618903728,-0.958851077208406],[0.479425538604203,1.7551651237807455]],"hessians":[[[0,-0.479425538604203],[-0.479425538604203,-1.7551651237807455]],[[0,0.8775825618903728],[0.8775825618903728,-0.958851077208406]]]}

      """#
    ),
    (
      "hvp \(survey) --seed x1=1,x2=0.5 --format text", 0,
      #"""
      x1  0.25
      x2  0.5205378626684307

      """#
    ),
    (
      "hvp \(survey) --seed x1=1,x2=0.5 --format csv", 0,
      #"""
      x1,x2,hvp_x1,hvp_x2
      2,5,0.25,0.5205378626684307

      """#
    ),
    (
      "hvp \(survey) --seed x1=1,x2=0.5 --format json", 0,
      #"""
      {"expression":"ln(x1)+x1*x2-sin(x2)","at":{"x1":2,"x2":5},"seed":{"x1":1,"x2":0.5},"value":11.652071455223084,"hvp":{"x1":0.25,"x2":0.5205378626684307}}

      """#
    ),
    (
      "hvp \(survey) --seed x1=1,x2=0.5 --format markdown", 0,
      #"""
      | name | hvp |
      | --- | ---: |
      | x1 | 0.25 |
      | x2 | 0.5205378626684307 |

      """#
    ),
    (
      "hvp \(survey) --seed x1=1,x2=0.5 --format latex", 0,
      #"""
      \begin{tabular}{lr}
      \hline
      name & hvp \\
      \hline
      $x_{1}$ & $0.25$ \\
      $x_{2}$ & $0.5205378626684307$ \\
      \hline
      \end{tabular}

      """#
    ),
    (
      "hvp \(survey) --seed x1=1,x2=0.5 --format tsv", 0,
      #"""
      x1	x2	hvp_x1	hvp_x2
      2	5	0.25	0.5205378626684307

      """#
    ),
    (
      "hvp \(polar) --seed 1,1 --format text", 0,
      #"""
         f1                   f2
      r  -0.479425538604203    0.8775825618903728
      t  -2.2345906623849485  -0.08126851531803325

      """#
    ),
    (
      "hvp \(polar) --seed 1,1 --format csv", 0,
      #"""
      r,t,hvp_f1_r,hvp_f1_t,hvp_f2_r,hvp_f2_t
      2,0.5,-0.479425538604203,-2.2345906623849485,0.8775825618903728,-0.08126851531803325

      """#
    ),
    (
      "hvp \(polar) --seed 1,1 --format json", 0,
      #"""
      {"expression":"r*cos(t), r*sin(t)","at":{"r":2,"t":0.5},"seed":{"r":1,"t":1},"values":{"f1":1.7551651237807455,"f2":0.958851077208406},"hvp":{"f1":{"r":-0.479425538604203,"t":-2.2345906623849485},"f2":{"r":0.8775825618903728,"t":-0.08126851531803325}}}

      """#
    ),
    (
      "taylor \(survey) --wrt x1 --order 3 --format text", 0,
      #"""
      k  derivative          coefficient
      0  11.652071455223084  11.652071455223084
      1   5.5                 5.5
      2  -0.25               -0.125
      3   0.25                0.041666666666666664

      11.652071455223084 + 5.5*(x1 - 2) - 0.125*(x1 - 2)^2 + 0.041666666666666664*(x1 - 2)^3

      """#
    ),
    (
      "taylor \(survey) --wrt x1 --order 3 --format csv", 0,
      #"""
      k,derivative,coefficient
      0,11.652071455223084,11.652071455223084
      1,5.5,5.5
      2,-0.25,-0.125
      3,0.25,0.041666666666666664

      """#
    ),
    (
      "taylor \(survey) --wrt x1 --order 3 --format json", 0,
      #"""
      {"expression":"ln(x1)+x1*x2-sin(x2)","at":{"x1":2,"x2":5},"wrt":"x1","order":3,"derivatives":[11.652071455223084,5.5,-0.25,0.25],"coefficients":[11.652071455223084,5.5,-0.125,0.041666666666666664],"polynomial":"11.652071455223084 + 5.5*(x1 - 2) - 0.125*(x1 - 2)^2 + 0.041666666666666664*(x1 - 2)^3"}

      """#
    ),
    (
      "taylor \(survey) --wrt x1 --order 3 --format markdown", 0,
      #"""
      | k | derivative | coefficient |
      | ---: | ---: | ---: |
      | 0 | 11.652071455223084 | 11.652071455223084 |
      | 1 | 5.5 | 5.5 |
      | 2 | -0.25 | -0.125 |
      | 3 | 0.25 | 0.041666666666666664 |

      `11.652071455223084 + 5.5*(x1 - 2) - 0.125*(x1 - 2)^2 + 0.041666666666666664*(x1 - 2)^3`

      """#
    ),
    (
      "taylor \(survey) --wrt x1 --order 3 --format latex", 0,
      #"""
      \begin{tabular}{rrr}
      \hline
      k & derivative & coefficient \\
      \hline
      $0$ & $11.652071455223084$ & $11.652071455223084$ \\
      $1$ & $5.5$ & $5.5$ \\
      $2$ & $-0.25$ & $-0.125$ \\
      $3$ & $0.25$ & $0.041666666666666664$ \\
      \hline
      \end{tabular}
      $f(x_{1}) \approx 11.652071455223084 + 5.5 \, \left(x_{1} - 2\right) - 0.125 \, \left(x_{1} - 2\right)^{2} + 0.041666666666666664 \, \left(x_{1} - 2\right)^{3}$

      """#
    ),
    (
      "taylor \(survey) --wrt x1 --order 3 --format tsv", 0,
      #"""
      k	derivative	coefficient
      0	11.652071455223084	11.652071455223084
      1	5.5	5.5
      2	-0.25	-0.125
      3	0.25	0.041666666666666664

      """#
    ),
    (
      "taylor \(polar) --wrt t --order 2 --format text", 0,
      #"""
      f   k  derivative           coefficient
      f1  0   1.7551651237807455   1.7551651237807455
      f1  1  -0.958851077208406   -0.958851077208406
      f1  2  -1.7551651237807455  -0.8775825618903728
      f2  0   0.958851077208406    0.958851077208406
      f2  1   1.7551651237807455   1.7551651237807455
      f2  2  -0.958851077208406   -0.479425538604203

      1.7551651237807455 - 0.958851077208406*(t - 0.5) - 0.8775825618903728*(t - 0.5)^2
      0.958851077208406 + 1.7551651237807455*(t - 0.5) - 0.479425538604203*(t - 0.5)^2

      """#
    ),
    (
      "taylor \(polar) --wrt t --order 2 --format csv", 0,
      #"""
      f,k,derivative,coefficient
      f1,0,1.7551651237807455,1.7551651237807455
      f1,1,-0.958851077208406,-0.958851077208406
      f1,2,-1.7551651237807455,-0.8775825618903728
      f2,0,0.958851077208406,0.958851077208406
      f2,1,1.7551651237807455,1.7551651237807455
      f2,2,-0.958851077208406,-0.479425538604203

      """#
    ),
    (
      "taylor \(polar) --wrt t --order 2 --format json", 0,
      #"""
      {"expression":"r*cos(t), r*sin(t)","at":{"r":2,"t":0.5},"wrt":"t","order":2,"f1":{"derivatives":[1.7551651237807455,-0.958851077208406,-1.7551651237807455],"coefficients":[1.7551651237807455,-0.958851077208406,-0.8775825618903728],"polynomial":"1.7551651237807455 - 0.958851077208406*(t - 0.5) - 0.8775825618903728*(t - 0.5)^2"},"f2":{"derivatives":[0.958851077208406,1.7551651237807455,-0.958851077208406],"coefficients":[0.958851077208406,1.7551651237807455,-0.479425538604203],"polynomial":"0.958851077208406 + 1.7551651237807455*(t - 0.5) - 0.479425538604203*(t - 0.5)^2"}}

      """#
    ),
    (
      "check \(survey) --format text", 0,
      #"""
      mode      x1   x2                  rel. diff
      reverse   5.5  1.7163378145367738  0
      forward   5.5  1.7163378145367738  0
      symbolic  5.5  1.7163378145367738  0
      numeric   5.5  1.7163378145778552  2.4e-11
      ok: 4 modes agree within 1e-6

      """#
    ),
    (
      "check \(survey) --format csv", 0,
      #"""
      wrt,reverse,forward,symbolic,numeric,error estimate,rel. diff,exact digits,numeric digits
      x1,5.5,5.5,5.5,5.5,3.6e-10,0,17,17
      x2,1.7163378145367738,1.7163378145367738,1.7163378145367738,1.7163378145778552,2.1e-10,2.4e-11,17,10

      """#
    ),
    (
      "check \(survey) --format json", 0,
      #"""
      {"expression":"ln(x1)+x1*x2-sin(x2)","at":{"x1":2,"x2":5},"tolerance":1e-6,"partials":[{"wrt":"x1","reverse":5.5,"forward":5.5,"symbolic":5.5,"numeric":5.5,"error_estimate":3.6e-10,"rel_diff":0,"exact_digits":17,"numeric_digits":17},{"wrt":"x2","reverse":1.7163378145367738,"forward":1.7163378145367738,"symbolic":1.7163378145367738,"numeric":1.7163378145778552,"error_estimate":2.1e-10,"rel_diff":2.4e-11,"exact_digits":17,"numeric_digits":10}],"ok":true,"verdict":"ok: 4 modes agree within 1e-6"}

      """#
    ),
    (
      "check \(survey) --format markdown", 0,
      #"""
      | mode | x1 | x2 | rel. diff |
      | --- | ---: | ---: | ---: |
      | reverse | 5.5 | 1.7163378145367738 | 0 |
      | forward | 5.5 | 1.7163378145367738 | 0 |
      | symbolic | 5.5 | 1.7163378145367738 | 0 |
      | numeric | 5.5 | 1.7163378145778552 | 2.4e-11 |

      ok: 4 modes agree within 1e-6

      """#
    ),
    (
      "check \(survey) --format latex", 0,
      #"""
      \begin{tabular}{lrrr}
      \hline
      mode & $x_{1}$ & $x_{2}$ & rel. diff \\
      \hline
      reverse & $5.5$ & $1.7163378145367738$ & $0$ \\
      forward & $5.5$ & $1.7163378145367738$ & $0$ \\
      symbolic & $5.5$ & $1.7163378145367738$ & $0$ \\
      numeric & $5.5$ & $1.7163378145778552$ & $2.4\times 10^{-11}$ \\
      \hline
      \end{tabular}
      ok: 4 modes agree within 1e-6

      """#
    ),
    (
      "check \(survey) --format tsv", 0,
      #"""
      wrt	reverse	forward	symbolic	numeric	error estimate	rel. diff	exact digits	numeric digits
      x1	5.5	5.5	5.5	5.5	3.6e-10	0	17	17
      x2	1.7163378145367738	1.7163378145367738	1.7163378145367738	1.7163378145778552	2.1e-10	2.4e-11	17	10

      """#
    ),
    (
      "check \(polar) --format text", 0,
      #"""
      f   mode      r                   t                    rel. diff
      f1  reverse   0.8775825618903728  -0.958851077208406   0
      f1  forward   0.8775825618903728  -0.958851077208406   0
      f1  symbolic  0.8775825618903728  -0.958851077208406   0
      f1  numeric   0.8775825618940871  -0.9588510772009613  7.8e-12
      f2  reverse   0.479425538604203    1.7551651237807455  0
      f2  forward   0.479425538604203    1.7551651237807455  0
      f2  symbolic  0.479425538604203    1.7551651237807455  0
      f2  numeric   0.4794255386077566   1.7551651237590704  1.2e-11
      ok: 4 modes agree within 1e-6

      """#
    ),
    (
      "check \(polar) --format csv", 0,
      #"""
      f,wrt,reverse,forward,symbolic,numeric,error estimate,rel. diff,exact digits,numeric digits
      f1,r,0.8775825618903728,0.8775825618903728,0.8775825618903728,0.8775825618940871,5.4e-11,4.2e-12,17,11
      f1,t,-0.958851077208406,-0.958851077208406,-0.958851077208406,-0.9588510772009613,1.1e-10,7.8e-12,17,11
      f2,r,0.479425538604203,0.479425538604203,0.479425538604203,0.4794255386077566,2.9e-11,7.4e-12,17,11
      f2,t,1.7551651237807455,1.7551651237807455,1.7551651237807455,1.7551651237590704,7.2e-11,1.2e-11,17,10

      """#
    ),
    (
      "check \(polar) --format json", 0,
      #"""
      {"expression":"r*cos(t), r*sin(t)","at":{"r":2,"t":0.5},"tolerance":1e-6,"partials":[{"f":"f1","wrt":"r","reverse":0.8775825618903728,"forward":0.8775825618903728,"symbolic":0.8775825618903728,"numeric":0.8775825618940871,"error_estimate":5.4e-11,"rel_diff":4.2e-12,"exact_digits":17,"numeric_digits":11},{"f":"f1","wrt":"t","reverse":-0.958851077208406,"forward":-0.958851077208406,"symbolic":-0.958851077208406,"numeric":-0.9588510772009613,"error_estimate":1.1e-10,"rel_diff":7.8e-12,"exact_digits":17,"numeric_digits":11},{"f":"f2","wrt":"r","reverse":0.479425538604203,"forward":0.479425538604203,"symbolic":0.479425538604203,"numeric":0.4794255386077566,"error_estimate":2.9e-11,"rel_diff":7.4e-12,"exact_digits":17,"numeric_digits":11},{"f":"f2","wrt":"t","reverse":1.7551651237807455,"forward":1.7551651237807455,"symbolic":1.7551651237807455,"numeric":1.7551651237590704,"error_estimate":7.2e-11,"rel_diff":1.2e-11,"exact_digits":17,"numeric_digits":10}],"ok":true,"verdict":"ok: 4 modes agree within 1e-6"}

      """#
    ),
    (
      "jvp \(survey) --seed x1=1,x2=0.5 --trace --ascii", 0,
      #"""
        Forward primal trace       Forward tangent trace
        ------------------------   ----------------------------------
        v-1 = x1        2          dv-1 = dx1                1
        v0  = x2        5          dv0  = dx2                0.5
        ------------------------   ----------------------------------
        v1  = ln(v-1)   0.693147   dv1  = dv-1/v-1           0.5
        v2  = v-1*v0   10          dv2  = dv-1*v0 + v-1*dv0  6
        v3  = sin(v0)  -0.958924   dv3  = dv0*cos(v0)        0.141831
        v4  = v1 + v2  10.6931     dv4  = dv1 + dv2          6.5
        v5  = v4 - v3  11.6521     dv5  = dv4 - dv3          6.35817
        ------------------------   ----------------------------------
        y   = v5       11.6521     dy   = dv5                6.35817

      """#
    ),
    (
      "vjp \(polar) --seed 1,-2 --trace --ascii", 0,
      #"""
        Forward primal trace      Reverse adjoint trace
        -----------------------   -------------------------------
        v-1 = r        2          br   = bv-1          -0.0812685
        v0  = t        0.5        bt   = bv0           -4.46918
        -----------------------   -------------------------------
        v1  = cos(v0)  0.877583   bv0  -= bv1*sin(v0)  -4.46918
        v2  = sin(v0)  0.479426   bv0  += bv2*cos(v0)  -3.51033
        v3  = v-1*v1   1.75517    bv1  += bv3*v-1       2
                                  bv-1 += bv3*v1       -0.0812685
        v4  = v-1*v2   0.958851   bv2  += bv4*v-1      -4
                                  bv-1 += bv4*v2       -0.958851
        -----------------------   -------------------------------
        y1  = v3       1.75517    bv3  = by1            1
        y2  = v4       0.958851   bv4  = by2           -2

      """#
    ),
    (
      "check \(survey) --expected x1=5.5,x2=1.7163", 0,
      #"""
      wrt  expected  computed            rel. diff  digits  agrees
      x1   5.5       5.5                 0              17  yes
      x2   1.7163    1.7163378145367738  2.2e-5          4  yes
      ok: 2 derivatives are as expected

      """#
    ),
    (
      "check \(survey) --expected x1=5.5,x2=1.8", 1,
      #"""
      wrt  expected  computed            rel. diff  digits  agrees
      x1   5.5       5.5                 0              17  yes
      x2   1.8       1.7163378145367738  0.046           1  no
      disagreement: df/dx2 is 1.71634, not 1.8

      """#
    ),
    (
      "check 'x*ln(y)' --gradient 'ln(y),x*y' --random 5 --range y=1:2", 1,
      #"""
      wrt  formula              reverse              rel. diff  digits  wrong  at x                 at y
      x     0.5572024537644019   0.5572024537644019  0              17      0   0.2662463006891236  1.745781757262701
      y    -1.5391867685435368  -0.4782424112198311  0.69            0      5  -0.8579652624121334  1.7939966056623056
      disagreement at 5 points: df/dy 5 times

      """#
    ),
    (
      "check 'relu(x)' --at x=0", 1,
      #"""
      mode      x    rel. diff
      reverse   0    0
      forward   0    0
      symbolic  0    0
      numeric   0.5  1
      disagreement: df/dx is 0.5 in numeric mode, 0 in reverse mode (rel. diff 1), and 2 more

      """#
    ),
    (
      "grad \(survey) --mode all", 0,
      #"""
      wrt  forward             reverse             numeric             symbolic
      x1   5.5                 5.5                 5.5                 5.5
      x2   1.7163378145367738  1.7163378145367738  1.7163378145778552  1.7163378145367738

      """#
    ),
    (
      "diff 'x^2*y^3' --wrt x,y,y --format latex", 0,
      #"""
      \frac{\partial^{3} f}{\partial x\, \partial y^{2}} = 12 \, x \, y

      """#
    ),
    (
      "diff 'x^2*y^3' --wrt x,y", 0,
      #"""
      x  2*x*y^3
      y  3*x^2*y^2

      """#
    ),
    (
      "grad 'sin(x)' --at x=1 --order 4", 0,
      #"""
      x  0.8414709848078965

      """#
    ),
    (
      "jacobian \(polar) --stats", 0,
      #"""
          r                   t
      f1  0.8775825618903728  -0.958851077208406
      f2  0.479425538604203    1.7551651237807455

      mode      sweeps  operations  bytes
      forward        2          13    160
      reverse        3           9    208
      numeric        9          36    112
      symbolic       1           6    160
      reverse mode was used

      """#
    ),
    (
      "taylor 'sqrt(x)' --at x=4 --order 2 --remainder 0.5", 0,
      #"""
      k  derivative  coefficient  remainder bound  error seen
      0   2           2           0.134            0.13
      1   0.25        0.25        0.00478          0.0042
      2  -0.03125    -0.015625    0.000341         0.00027

      2 + 0.25*(x - 4) - 0.015625*(x - 4)^2

      """#
    ),
  ]

  @Test("goldens", arguments: goldens)
  func golden(_ line: String, _ status: Int32, _ expected: String) throws {
    let (output, found) = try run(line)
    #expect(output == expected)
    #expect(found == status)
  }
}
