/// How large an answer may be, how long it may take, and how often it is asked for.
package struct FetchLimits: Sendable {
  /// Bytes that are downloaded of one file.
  package var size = 256 << 20
  /// Bytes that a packed file may unpack to.
  package var unpackedSize: Int { size * FetchLimits.packing }
  /// Tables of numbers pack to a tenth or so; what unpacks to much more than that is no table.
  private static let packing = 16
  /// Bytes of a landing page.
  package var pageSize = 4 << 20
  /// Waiting for a connection, and for the next bytes of an answer.
  package var idle: Duration = .seconds(30)
  /// One file in all.
  package var whole: Duration = .seconds(900)
  /// Times that a file is asked for before it is given up.
  package var tries = 3
  /// Before the second try; doubled before each one after it.
  package var backOff: Duration = .seconds(2)
  /// Longest wait that a server may ask for (Retry-After).
  package var longestWait: Duration = .seconds(60)
  /// Between two requests to one host.
  package var pause: Duration = .milliseconds(500)
  package var redirects = 5
  /// Pages of one answer.
  package var pages = 2000

  package init() {}
}
