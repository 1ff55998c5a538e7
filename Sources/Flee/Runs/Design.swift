import Foundation
import Sampling
import Tabular

/// Settings for each run of an ensemble, a row for each: what a program for sensitivity analysis or
/// calibration asks to be run.
public struct Design: Sendable {
  /// The settings, as they are called in `simsetting.yml`, in the order of the file's columns.
  public let columns: [String]
  /// Number of rows, 1 or more.
  public let rows: Int
  /// Columns that hold plain numbers of moving and setting out.
  let numberColumns: [Int]
  /// Their numbers, row by row; NaN where the instance's own setting is kept.
  let numbers: [Double]
  /// What the other columns make of the instance.
  let variants: [Variant]
  /// For each row its variant.
  let variantOfRow: [Int32]

  /// The instance with some settings read anew.
  struct Variant: Sendable {
    /// The fields of the columns that are not among ``Design/numberColumns``.
    var texts: [String]
    var settings: MovementSettings
    /// Read anew where the settings decide what is read; `nil` for the instance as it is.
    var instance: FleeInstance?
  }

  private func numbers(ofRow row: Int) -> ArraySlice<Double> {
    numbers[row * numberColumns.count..<(row + 1) * numberColumns.count]
  }

  /// An instance with the settings of a row.
  ///
  /// - Parameter row: from 0 up to ``rows``, which is excluded.
  public func instance(_ instance: FleeInstance, row: Int) -> FleeInstance {
    let variant = variants[Int(variantOfRow[row])]
    var result = variant.instance ?? instance
    result.settings = variant.settings
    for (column, value) in zip(numberColumns, numbers(ofRow: row)) where !value.isNaN {
      result.settings.set(columns[column], to: value)
    }
    return result
  }

  /// Each kind of instance that the rows make, apart from plain numbers, with the first row of its kind.
  package func kinds(of instance: FleeInstance) -> [(row: Int, instance: FleeInstance)] {
    var isKnown = variants.map { _ in false }
    var first: [Int] = []
    for (row, variant) in variantOfRow.enumerated() where !isKnown[Int(variant)] {
      isKnown[Int(variant)] = true
      first.append(row)
    }
    return first.map { ($0, self.instance(instance, row: $0)) }
  }

  /// The fields of a row, one for each of ``columns``; empty where the instance's own setting is kept.
  ///
  /// - Parameter row: from 0 up to ``rows``, which is excluded.
  public func fields(row: Int) -> [String] {
    var fields = [String](repeating: "", count: columns.count)
    for (column, value) in zip(numberColumns, numbers(ofRow: row)) where !value.isNaN {
      fields[column] = CSVWriter.number(value)
    }
    let others = columns.indices.filter { !numberColumns.contains($0) }
    for (column, text) in zip(others, variants[Int(variantOfRow[row])].texts) {
      fields[column] = text
    }
    return fields
  }
}

extension Design: Encodable {
  private enum CodingKeys: String, CodingKey {
    case columns = "columns"
    case rows = "rows"
    case numbers = "numbers"
    case variants = "variants"
    case variantOfRow = "variant_of_row"
  }

  /// Everything that its runs depend on. Lists with an entry for each row are written as bytes.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(columns, forKey: .columns)
    try container.encode(rows, forKey: .rows)
    try container.encode(PackedNumbers.data(numbers), forKey: .numbers)
    try container.encode(variants, forKey: .variants)
    try container.encode(PackedNumbers.data(variantOfRow), forKey: .variantOfRow)
  }
}

extension Design.Variant: Encodable {
  private enum CodingKeys: String, CodingKey {
    case texts = "texts"
    case settings = "simsetting"
    case instance = "instance"
  }
}
