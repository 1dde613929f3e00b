/// How far a result is from the exact one, in units of the exact one's last place. Equal bits, nan and
/// nan, and infinities of the same sign are 0 apart.
func ulps(_ result: Double, _ exact: Double) -> Double {
  if result == exact || (result.isNaN && exact.isNaN) { return 0 }
  if !result.isFinite || !exact.isFinite { return .infinity }
  return (result - exact).magnitude / exact.ulp
}
