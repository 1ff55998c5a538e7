import CNlopt

/// Finds the smallest value of a function between bounds, by NLopt.
///
/// The point is handed over as NLopt holds it, without a copy: it is valid during the call only.
package enum Minimum {
  /// A point, and where to write the gradient when it is asked for.
  package typealias Function = (
    UnsafeBufferPointer<Double>, UnsafeMutableBufferPointer<Double>?
  ) -> Double

  /// Keeps the best point seen: some algorithms end on another when a step fails.
  private final class Objective {
    private let function: Function
    var best: [Double]
    var value = Double.infinity

    init(_ function: @escaping Function, start: [Double]) {
      self.function = function
      best = start
    }

    func callAsFunction(
      _ point: UnsafeBufferPointer<Double>, _ gradient: UnsafeMutableBufferPointer<Double>?
    ) -> Double {
      let found = function(point, gradient)
      if found < value {
        value = found
        for index in point.indices { best[index] = point[index] }
      }
      return found
    }
  }

  /// By the simplex of Nelder and Mead, for functions without a gradient and of few parameters.
  ///
  /// - Returns: where the function is smallest, and its value there; `nil` when NLopt fails.
  package static func find(
    start: [Double], lower: [Double], upper: [Double], evaluations: Int = 4000,
    _ function: (UnsafeBufferPointer<Double>) -> Double
  ) -> (point: [Double], value: Double)? {
    run(
      NLOPT_LN_NELDERMEAD, start, lower, upper, tolerances: (1e-8, 1e-12), evaluations
    ) { point, _ in
      // NLopt stops at numbers that are none.
      let value = function(point)
      return value.isFinite ? value : 1e300
    }
  }

  /// By the quasi-Newton method with little memory (L-BFGS, Nocedal 1980), for functions that give their gradient.
  ///
  /// - Returns: where the function is smallest, and its value there; `nil` when NLopt fails.
  package static func descend(
    start: [Double], lower: [Double], upper: [Double], tolerance: Double = 1e-10,
    evaluations: Int = 400, _ function: Function
  ) -> (point: [Double], value: Double)? {
    run(
      NLOPT_LD_LBFGS, start, lower, upper, tolerances: (1e-9, tolerance), evaluations, function)
  }

  private static func run(
    _ algorithm: nlopt_algorithm, _ start: [Double], _ lower: [Double], _ upper: [Double],
    tolerances: (point: Double, value: Double), _ evaluations: Int, _ function: Function
  ) -> (point: [Double], value: Double)? {
    guard let optimizer = nlopt_create(algorithm, UInt32(start.count)) else { return nil }
    defer { nlopt_destroy(optimizer) }
    nlopt_set_lower_bounds(optimizer, lower)
    nlopt_set_upper_bounds(optimizer, upper)
    nlopt_set_xtol_rel(optimizer, tolerances.point)
    nlopt_set_ftol_rel(optimizer, tolerances.value)
    nlopt_set_maxeval(optimizer, Int32(evaluations))
    var point = start
    var last = 0.0
    return withoutActuallyEscaping(function) { escaping in
      let objective = Objective(escaping, start: start)
      let code = withExtendedLifetime(objective) {
        nlopt_set_min_objective(
          optimizer,
          { count, point, gradient, data in
            guard let point, let data else { return .infinity }
            return Unmanaged<Objective>.fromOpaque(data).takeUnretainedValue()(
              UnsafeBufferPointer(start: point, count: Int(count)),
              gradient.map { UnsafeMutableBufferPointer(start: $0, count: Int(count)) })
          }, Unmanaged.passUnretained(objective).toOpaque())
        return nlopt_optimize(optimizer, &point, &last)
      }
      guard code != NLOPT_INVALID_ARGS, code != NLOPT_OUT_OF_MEMORY, objective.value.isFinite
      else { return nil }
      return (objective.best, objective.value)
    }
  }
}
