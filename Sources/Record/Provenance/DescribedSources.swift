import Periods
import Tabular

/// What is said of sources beside their figures: who publishes them, under which terms, how late, what
/// they cover and how to cite them.
///
/// It is data: `sources.yaml`, beside the figures that ship. A figure's source and a reader's are made
/// from it, so that neither can be without a publisher or a licence.
package struct DescribedSources: Sendable {
  package static let fileName = "sources.yaml"

  /// A source whose figures ship.
  package struct Shipped: Sendable {
    /// With what it covers, and without the hash of the file that its figures were read from.
    package var source: Source
    /// File name of its table, beside the descriptions.
    package var table: String
    /// The published table that this one was compiled from, within the folder that holds those; `nil`
    /// for a table that was written by hand.
    package var compiledFrom: String?
    package var end = End()
    /// Whether its table does not ship, and is in the pack that `make pack` makes.
    package var isPacked = false
  }

  /// Whether a dataset gets further releases.
  package struct End: Hashable, Sendable {
    /// Whether its publisher is done with it, or a newer dataset goes on where it ends.
    package var isEnded = false
    /// The dataset that goes on.
    package var continuedBy: String?

    package init(isEnded: Bool = false, continuedBy: String? = nil) {
      self.isEnded = isEnded
      self.continuedBy = continuedBy
    }
  }

  /// A dataset whose files are read as they were published.
  package struct Dataset: Sendable {
    /// Named after the dataset, without a day and without a file. Its address is the publisher's page.
    package var source: Source
    /// Days from the end of a period to its publication.
    package var usualLag: Int
    /// How figures of the middle of a year differ, where the dataset has such.
    package var middleOfYear: MiddleOfYear?
    package var end = End()
  }

  package struct MiddleOfYear: Sendable {
    /// Days from the end of June to the publication.
    package var usualLag: Int
    /// Said after the dataset's own note.
    package var note: String
  }

  /// The file's name, for messages.
  let file: String
  /// In the order of the file.
  package private(set) var sources: [Shipped] = []
  /// Releases whose tables do not ship, in the order of the file.
  package private(set) var packed: [Shipped] = []
  private var sourceIndex: [Source.ID: Shipped] = [:]
  private var datasetIndex: [String: Dataset] = [:]

  init(file: String, sources: [Shipped], datasets: [Dataset]) {
    self.file = file
    self.sources = sources.filter { !$0.isPacked }
    packed = sources.filter(\.isPacked)
    sourceIndex = Dictionary(self.sources.map { ($0.source.id, $0) }) { first, _ in first }
    datasetIndex = Dictionary(datasets.map { ($0.source.dataset, $0) }) { first, _ in first }
  }

  /// The descriptions that come with Trocha, read once.
  ///
  /// - Throws: an `InputError` when the file is missing or damaged, as in a broken installation.
  package static func shipped() throws(InputError) -> DescribedSources { try loaded.get() }

  private static let loaded: Result<DescribedSources, InputError> = Result {
    () throws(InputError) in
    try DescribedSources(path: ShippedFiles.folder("figures") + "/" + fileName)
  }

  /// The description of a source whose figures ship.
  ///
  /// - Throws: an `InputError` when there is none.
  package func source(_ id: Source.ID) throws(InputError) -> Shipped {
    if let known = sourceIndex[id] { return known }
    throw missing("an entry of source \"\(id)\" under \"sources\"")
  }

  /// The description of a dataset whose files are read as they were published.
  ///
  /// - Throws: an `InputError` when there is none.
  package func dataset(_ name: String) throws(InputError) -> Dataset {
    if let known = datasetIndex[name] { return known }
    throw missing("an entry of dataset \"\(name)\" under \"datasets\"")
  }

  /// What is said of the releases of each dataset: of its files, else of its tables that ship.
  var releases: [String: ReleaseRhythms.Said] {
    var said: [String: ReleaseRhythms.Said] = [:]
    for shipped in sources where shipped.source.standing == .official {
      var release = said[shipped.source.dataset] ?? ReleaseRhythms.Said()
      release.usualLag = release.usualLag ?? shipped.source.usualLag
      release.add(shipped.end)
      said[shipped.source.dataset] = release
    }
    for dataset in datasetIndex.values {
      var release = said[dataset.source.dataset] ?? ReleaseRhythms.Said()
      release.usualLag = dataset.usualLag
      release.add(dataset.end)
      said[dataset.source.dataset] = release
    }
    return said
  }

  /// How figures of the middle of a year differ from those of its end.
  ///
  /// - Throws: an `InputError` when the dataset is not said to have any.
  func middleOfYear(of dataset: String) throws(InputError) -> MiddleOfYear {
    if let known = try self.dataset(dataset).middleOfYear { return known }
    throw missing("an entry \"middle_of_year\" of dataset \"\(dataset)\"")
  }

  private func missing(_ expected: String) -> InputError {
    InputError(InputIssue(file: file, expected: expected, found: "none"))
  }
}

extension ReleaseRhythms.Said {
  fileprivate mutating func add(_ end: DescribedSources.End) {
    isComplete = isComplete || end.isEnded
    continuedBy = end.continuedBy ?? continuedBy
  }
}

extension DescribedSources.Dataset {
  /// The source that a file of the dataset is, before it is named and dated by its figures. The address
  /// is the one it was fetched from, which its user gives.
  func source(of file: PublishedFile) -> Source {
    var source = source
    source.url = file.url
    source.retrieved = file.retrieved
    source.sha256 = file.sha256
    return source
  }
}
