import CZlib

/// Packs bytes as a gzip file (RFC 1952) that is the same each time: its header holds no time and no
/// name.
package enum GzipWriter {
  /// The packed bytes; `nil` when there is no memory for them.
  ///
  /// - Parameter isQuick: for what is packed while somebody waits.
  package static func packed(_ bytes: [UInt8], isQuick: Bool = false) -> [UInt8]? {
    var stream = z_stream()
    // 15 bits of window, and 16 more for a gzip header: zlib.h, deflateInit2.
    let opened = deflateInit2_(
      &stream, isQuick ? Z_BEST_SPEED : Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9,
      Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard opened == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var source = bytes
    var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    let code = source.withUnsafeMutableBufferPointer { input in
      packed.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard code == Z_STREAM_END else { return nil }
    packed.removeLast(packed.count - Int(stream.total_out))
    return packed
  }
}
