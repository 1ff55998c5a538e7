import Periods

/// The written form of an extent, as the tidy column `covers` and the tables of datasets have it.
///
/// `whole`, `whole:usbp|ofo`, `whole:BRA|VEN|OOO` (OOO is the rest of the list),
/// `within:americas`, `within:USA:us-southwest-border|us-northern-border|us-other`, `only`,
/// `only:VEN|COL`.
extension Extent: LosslessStringConvertible {
  /// Reads the written form; `nil` for a word that is none, `within` without a place, and a list that is
  /// empty.
  public init?(_ text: String) {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard let reach = Reach(rawValue: parts.removeFirst()) else { return nil }
    self.init(reach)
    if reach == .within {
      guard let place = parts.first, !place.isEmpty else { return nil }
      self.place = place
      parts.removeFirst()
    }
    guard parts.count <= 1 else { return nil }
    guard let list = parts.first else { return }
    labels = list.split(separator: "|").map(String.init)
    guard !labels.isEmpty, reach != .undeclared else { return nil }
    if reach != .only, labels.contains(Extent.other) {
      rest = Extent.other
      labels.removeAll { $0 == Extent.other }
    }
  }

  /// The written form, with the rest as the last label of the list.
  public var description: String {
    let list = (labels + (rest.map { [$0] } ?? [])).joined(separator: "|")
    return [reach.rawValue, place, list].filter { !$0.isEmpty }.joined(separator: ":")
  }
}

extension Coverage {
  /// Extents by dimension as `place=within:americas route=whole`, in the order of the dimensions.
  package var extentText: String {
    Coverage.dimensions.compactMap { dimension in
      extents[dimension].map { "\(dimension.rawValue)=\($0)" }
    }.joined(separator: " ")
  }

  /// What is wrong with one word of ``extentText``, or the extent that it gives a dimension.
  package static func extent(_ word: String) -> (dimension: Dimension, extent: Extent)? {
    guard let equals = word.firstIndex(of: "="),
      let dimension = Dimension(rawValue: String(word[..<equals])),
      dimensions.contains(dimension),
      let extent = Extent(String(word[word.index(after: equals)...])),
      extent.reach != .within || dimension == .place
    else { return nil }
    return (dimension, extent)
  }

  /// Reads ``extentText``; `nil` when a word is none, or a dimension is there twice.
  package static func extents(_ text: String) -> [Dimension: Extent]? {
    var extents: [Dimension: Extent] = [:]
    for word in text.split(separator: " ") {
      guard let (dimension, extent) = extent(String(word)),
        extents.updateValue(extent, forKey: dimension) == nil
      else { return nil }
    }
    return extents
  }
}
