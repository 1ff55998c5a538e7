/// How far the people of a run are from those counted, in the mean over the days.
public struct RunErrors: Equatable, Sendable {
  /// ``Validation/meanCountedElsewhere``.
  public var countedElsewhere: Double?
  /// ``Validation/meanTotalError``, as FLEE computes it.
  public var asFLEE: Double
  /// Of each of ``Validation/camps``: ``Validation/meanErrorOfCamp``.
  public var byCamp: [Double?]

  /// The errors of a run; of an instance without counts there is no ``Validation``.
  public init(_ validation: Validation) {
    countedElsewhere = validation.meanCountedElsewhere
    asFLEE = validation.meanTotalError
    byCamp = validation.meanErrorOfCamp
  }

  /// The numbers in one row; NaN where there is none.
  var row: [Double] { [countedElsewhere ?? .nan, asFLEE] + byCamp.map { $0 ?? .nan } }

  init(row: ArraySlice<Double>) {
    let row = Array(row)
    countedElsewhere = row[0].isNaN ? nil : row[0]
    asFLEE = row[1]
    byCamp = row[2...].map { $0.isNaN ? nil : $0 }
  }
}
