/// The notes behind a page's numbers: one for each distinct way back to the sources, however many
/// numbers share it.
struct NumberNotes {
  private struct Way: Hashable {
    var vintage: String
    var sources: [String]
  }

  private var index: [Way: Int] = [:]
  private(set) var notes: [PageModel.Note] = []
  private let anchors: SourceAnchors

  init(_ anchors: SourceAnchors) {
    self.anchors = anchors
  }

  /// A number as the page shows it; a number without sources stays plain text.
  mutating func number(_ figure: BriefContent.CitedNumber) throws -> PageModel.Number {
    guard !figure.sources.isEmpty else {
      return .init(
        display: figure.display, known: figure.value != nil, opens: nil, reference: "")
    }
    let positions = try figure.sources.map { try anchors.position(of: $0) }
    let way = Way(vintage: figure.vintage, sources: figure.sources)
    let note = try index[way] ?? add(way)
    return .init(
      display: figure.display, known: figure.value != nil, opens: notes[note].id,
      reference: positions.map(String.init).joined(separator: ", "))
  }

  private mutating func add(_ way: Way) throws -> Int {
    let origins = try way.sources.map { try anchors.link(to: $0) }
    notes.append(.init(id: "note-\(notes.count + 1)", vintage: way.vintage, origins: origins))
    index[way] = notes.count - 1
    return notes.count - 1
  }
}

/// Where each source stands in the page's list of sources.
struct SourceAnchors {
  private var places: [String: (position: Int, link: PageModel.Link)] = [:]

  init(_ sources: [BriefContent.SourceNote]) {
    var names = AnchorNames()
    for (index, source) in sources.enumerated() {
      let anchor = names.name("source-", source.id)
      let link = PageModel.Link(href: "#\(anchor)", text: "\(source.publisher): \(source.title)")
      places[source.id] = (index + 1, link)
    }
  }

  func position(of id: String) throws -> Int { try place(id).position }
  func link(to id: String) throws -> PageModel.Link { try place(id).link }

  private func place(_ id: String) throws -> (position: Int, link: PageModel.Link) {
    guard let place = places[id] else { throw BriefPageError.unknownSource(id) }
    return place
  }
}

/// Ids of elements, made of letters, digits, `-`, `_` and `.`, each given once.
struct AnchorNames {
  private var taken: Set<String> = []

  mutating func name(_ prefix: String, _ id: String) -> String {
    let safe = id.unicodeScalars.map { scalar -> Character in
      let plain =
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      return plain || "-_.".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
    }
    let stem = prefix + String(safe)
    var name = stem
    var count = 2
    while !taken.insert(name).inserted {
      name = "\(stem)-\(count)"
      count += 1
    }
    return name
  }
}
