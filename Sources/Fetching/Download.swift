import Periods

/// What the server said of a file when it was last fetched, to ask only for a newer one.
package struct KnownVersion: Hashable, Sendable {
  package var etag: String?
  package var lastModified: String?
}

/// What came of asking for a file.
package struct Download: Sendable {
  /// Whether the server says that the version known is the newest.
  package var isUnchanged = false
  /// The address that answered, after redirects.
  package var address: String
  /// The address to which the one asked has moved for good; `nil` when it has not.
  package var movedTo: String?
  package var etag: String?
  package var lastModified: String?
  package var bytes = 0
  /// Times that it was asked for, and whether a piece was taken up where the one before was cut off.
  package var tries = 1
  package var isResumed = false
}
