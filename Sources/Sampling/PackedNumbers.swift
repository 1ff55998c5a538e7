import Foundation

/// Lists of numbers as bytes, little-endian, for files that only our own readers open.
package enum PackedNumbers {
  package static func data<Number: FixedWidthInteger>(_ list: [Number]) -> Data {
    list.map(\.littleEndian).withUnsafeBytes { Data($0) }
  }

  package static func data(_ list: [Double]) -> Data { data(list.map(\.bitPattern)) }

  /// The numbers; bytes that are no whole number at the end are left out.
  package static func list<Number: FixedWidthInteger>(
    _ data: Data, of type: Number.Type = Number.self
  ) -> [Number] {
    let size = MemoryLayout<Number>.size
    return data.withUnsafeBytes { bytes in
      (0..<bytes.count / size).map {
        Number(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * size, as: Number.self))
      }
    }
  }

  package static func doubles(_ data: Data) -> [Double] {
    list(data, of: UInt64.self).map(Double.init(bitPattern:))
  }
}
