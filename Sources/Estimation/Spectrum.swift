import CLapacke
import Foundation

extension LinearAlgebra {
  /// Eigenvalues of a symmetric matrix, smallest first, by LAPACK; `nil` when it fails.
  package static func eigenvalues(_ matrix: [Double], size: Int) -> [Double]? {
    guard size > 0, matrix.count == size * size else { return nil }
    var a = matrix
    var values = [Double](repeating: 0, count: size)
    let info = LAPACKE_dsyev(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "U")), Int32(size), &a,
      Int32(size), &values)
    return info == 0 ? values : nil
  }

  /// The lower triangle L of L L′ = A by columns, zeros above it, and the logarithm of the determinant
  /// of A; `nil` when A is not positive definite.
  package static func cholesky(
    _ matrix: [Double], size: Int
  ) -> (factor: [Double], logDeterminant: Double)? {
    guard size > 0, matrix.count == size * size else { return nil }
    var a = matrix
    let info = LAPACKE_dpotrf(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "L")), Int32(size), &a, Int32(size))
    guard info == 0 else { return nil }
    var logDeterminant = 0.0
    for column in 0..<size {
      for row in 0..<column { a[column * size + row] = 0 }
      logDeterminant += 2 * log(a[column * size + column])
    }
    return (a, logDeterminant)
  }
}
