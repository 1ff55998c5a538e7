import Periods
import Tabular

/// A file that does not show the day on which it was published.
public struct UndatedFile: Sendable {
  /// The file as its owner calls it.
  public var name: String
  /// The last day that its figures are about.
  public var lastDay: Day?
  /// The day that the publisher's usual lag gives: a proposal, and no evidence.
  public var proposal: Day
}

/// Files as their readers understand them, before anything is stored.
struct ReadFiles {
  private(set) var groups: [(group: FigureReaders.Group, releases: [Release])]

  /// Reads files, the parts of one release as one.
  ///
  /// - Parameter today: the day of the reading; `nil` for that of each file.
  /// - Throws: an `InputError` that lists what is wrong in any of them.
  init(_ files: [PublishedFile], format: String?, today: Day?) throws(InputError) {
    var files = files
    var issues = InputIssues(file: files.first?.name ?? "")
    for index in files.indices {
      if let today { files[index].today = today }
      _ = issues.collect { () throws(InputError) in try files[index].findSign() }
    }
    try issues.check()
    var read: [(group: FigureReaders.Group, releases: [Release])] = []
    for var group in try FigureReaders.groups(of: files, format: format) {
      ReadFiles.shareSign(&group)
      read.append((group, try ReadFiles.releases(of: group)))
    }
    groups = read
  }

  /// The parts of one release are out when the last of them is.
  private static func shareSign(_ group: inout FigureReaders.Group) {
    guard group.files.count > 1, group.files.allSatisfy({ $0.sign != nil }),
      let last = group.files.compactMap(\.sign).max(by: { $0.day < $1.day })
    else { return }
    for index in group.files.indices { group.files[index].sign = last }
  }

  private static func releases(of group: FigureReaders.Group) throws(InputError) -> [Release] {
    let isTidy = type(of: group.reader).format == TidyReader.format
    return try group.reader.read(group.files).map { release in
      var release = release
      if isTidy { release.limitSpan() }
      if release.source.dating == .atLatest, let sign = group.files.first?.sign {
        release.source.note += (release.source.note.isEmpty ? "" : " ") + sign.note
      }
      return release
    }
  }

  /// Asks for the days of publication that nothing shows, and reads their files once more, since a day may
  /// say what a row means. Where nobody can be asked, the file was out by the day of reading: a later day than
  /// the true one keeps the record from knowing the future.
  ///
  /// - Parameter isHeld: whether the record has the figures of a release, so that no day is needed.
  /// - Throws: an `InputError` that lists the files whose day nobody knows.
  mutating func date(
    asking ask: ((UndatedFile) -> Day?)?, unless isHeld: (Release) throws -> Bool
  ) throws {
    var issues = InputIssues(file: groups.first?.group.files.first?.name ?? "")
    for index in groups.indices {
      let undated = groups[index].releases.filter { $0.source.dating == .guessed }
      guard let guessed = undated.first, let file = groups[index].group.files.first,
        try !undated.allSatisfy(isHeld)
      else { continue }
      guard let ask else {
        for release in groups[index].releases.indices {
          groups[index].releases[release].takeDayOfReading()
        }
        continue
      }
      let proposal = (guessed.coverage?.last ?? guessed.source.published)
        .adding(days: guessed.source.usualLag ?? 0)
      _ = issues.collect { () throws(InputError) in
        let undated = UndatedFile(
          name: file.name, lastDay: guessed.coverage?.last, proposal: proposal)
        guard let day = ask(undated) else {
          throw InputError(file.undated(proposing: proposal))
        }
        try redate(index, day)
      }
    }
    try issues.check()
  }

  private mutating func redate(_ index: Int, _ day: Day) throws(InputError) {
    for part in groups[index].group.files.indices {
      groups[index].group.files[part].published = day
      groups[index].group.files[part].sign = nil
      try groups[index].group.files[part].findSign()
    }
    groups[index].releases = try ReadFiles.releases(of: groups[index].group)
  }
}

extension Release {
  /// Counts as published on the day of reading, at the latest.
  fileprivate mutating func takeDayOfReading() {
    guard source.dating == .guessed else { return }
    source.dating = .atLatest
    source.note +=
      (source.note.isEmpty ? "" : " ")
      + "Published on \(source.published) at the latest (the day it was read in)."
  }
}

extension PublicationSign {
  /// What the source's note says of a day that is the last possible one, so that an export says it too.
  fileprivate var note: String {
    "Published on \(day) at the latest (\(origin(.english)))."
  }
}
