import CNlopt

/// Finds the smallest value of a function between bounds, by NLopt's Nelder–Mead.
package enum Minimum {
  private final class Objective {
    let function: ([Double]) -> Double
    init(_ function: @escaping ([Double]) -> Double) { self.function = function }
  }

  /// - Returns: where the function is smallest, and its value there; `nil` when NLopt fails.
  package static func find(
    start: [Double], lower: [Double], upper: [Double], _ function: @escaping ([Double]) -> Double
  ) -> (point: [Double], value: Double)? {
    guard let optimizer = nlopt_create(NLOPT_LN_NELDERMEAD, UInt32(start.count)) else { return nil }
    defer { nlopt_destroy(optimizer) }
    let objective = Objective(function)
    nlopt_set_lower_bounds(optimizer, lower)
    nlopt_set_upper_bounds(optimizer, upper)
    nlopt_set_min_objective(
      optimizer,
      { count, point, _, data in
        guard let point, let data else { return .infinity }
        let objective = Unmanaged<Objective>.fromOpaque(data).takeUnretainedValue()
        let value = objective.function(Array(UnsafeBufferPointer(start: point, count: Int(count))))
        // NLopt stops at numbers that are none.
        return value.isFinite ? value : 1e300
      }, Unmanaged.passUnretained(objective).toOpaque())
    nlopt_set_xtol_rel(optimizer, 1e-8)
    nlopt_set_ftol_rel(optimizer, 1e-12)
    nlopt_set_maxeval(optimizer, 4000)
    var point = start
    var value = 0.0
    let code = withExtendedLifetime(objective) { nlopt_optimize(optimizer, &point, &value) }
    return code.rawValue > 0 || code == NLOPT_ROUNDOFF_LIMITED ? (point, value) : nil
  }
}
