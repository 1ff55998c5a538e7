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
