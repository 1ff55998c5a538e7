import CLapacke

/// Systems of equations, solved by LAPACK.
package enum LinearAlgebra {
  /// Solves A X = B for a symmetric, positive definite A.
  ///
  /// - Parameters:
  ///   - matrix: A by columns, `size * size`.
  ///   - right: B by columns, each of `size`.
  /// - Returns: X by columns; `nil` when A is not positive definite.
  package static func solve(_ matrix: [Double], size: Int, right: [Double]) -> [Double]? {
    guard size > 0, matrix.count == size * size, right.count.isMultiple(of: size) else {
      return nil
    }
    var a = matrix
    var b = right
    let columns = Int32(right.count / size)
    let info = LAPACKE_dposv(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "U")), Int32(size), columns, &a, Int32(size), &b,
      Int32(size))
    return info == 0 ? b : nil
  }
}

extension LinearAlgebra {
  /// The largest modulus of the eigenvalues of a square matrix.
  ///
  /// - Parameter matrix: by columns, `size * size`.
  /// - Returns: `nil` when the iteration fails.
  package static func largestEigenvalue(_ matrix: [Double], size: Int) -> Double? {
    guard size > 0, matrix.count == size * size else { return nil }
    var a = matrix
    var real = [Double](repeating: 0, count: size)
    var imaginary = real
    var none = [0.0]
    var other = [0.0]
    let info = LAPACKE_dgeev(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "N")), Int32(size), &a,
      Int32(size), &real, &imaginary, &none, 1, &other, 1)
    guard info == 0 else { return nil }
    return zip(real, imaginary).map { ($0 * $0 + $1 * $1).squareRoot() }.max()
  }
}
