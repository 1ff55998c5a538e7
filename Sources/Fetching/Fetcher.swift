import Foundation
import Periods
import Record

/// Fetches the newest release of a table, whatever way its publisher has.
struct Fetcher {
  let downloader: Downloader
  let limits: FetchLimits
  /// The release before, to ask only for a newer one.
  let kept: KeptRelease?
  let today: Day

  /// What came of fetching a table.
  struct Outcome {
    var release: FetchedRelease
    /// Where its files are.
    var folder: URL
    /// Whether the server says of every file that it is the one kept.
    var isUnchanged: Bool
    /// Addresses that have moved for good, with where to.
    var moved: [String: String]
    var bytes: Int
    var isResumed: Bool
  }

  /// - Parameter folder: an empty folder for the files.
  func fetch(_ table: PublishedTable, into folder: URL) async throws(FetchFault) -> Outcome {
    var outcome = Outcome(
      release: FetchedRelease(table, fetched: today, files: []), folder: folder, isUnchanged: true,
      moved: [:], bytes: 0, isResumed: false)
    switch table.finding {
    case .address(let address):
      try await add(address, named: Fetcher.fileName(address), of: table, to: &outcome)
    case .link(let pattern, let page):
      let address = try await newestLink(pattern, page, table, folder)
      do {
        try await add(address, named: Fetcher.fileName(address), of: table, to: &outcome)
      } catch  where error.kind == .notFound {
        throw FetchFault(
          .notFound, "The page \(page) names \(address), and there is nothing there.",
          "La página \(page) nombra \(address), y ahí no hay nada.")
      }
    case .pages(let address): try await addPages(address, of: table, to: &outcome)
    case .byHand(let words): throw FetchFault(.byHand, words.en, words.es)
    }
    for file in outcome.release.files {
      try FileCheck.check(
        folder.appending(path: file.file), named: file.file, unpackedLimit: limits.unpackedSize)
    }
    return outcome
  }

  /// Fetches one file, or takes the one that is kept where the server says that it is the newest.
  private func add(
    _ address: String, named name: String, of table: PublishedTable, to outcome: inout Outcome
  ) async throws(FetchFault) {
    let path = outcome.folder.appending(path: name)
    let known = kept?.release.files.first { $0.address == address }
    var download = try await downloader.fetch(address, known: known?.version, to: path.path)
    if download.isUnchanged, let kept, let known {
      let held = kept.folder.appending(path: known.file)
      do {
        try? FileManager.default.removeItem(at: path)
        try FileManager.default.copyItem(at: held, to: path)
      } catch {
        throw .disk(error, path.path)
      }
      if Fetcher.hash(path) != known.sha256 {
        // What was kept is not what was fetched then: all of it again.
        download = try await downloader.fetch(address, to: path.path)
      }
    }
    if !download.isUnchanged { outcome.isUnchanged = false }
    if let moved = download.movedTo { outcome.moved[address] = moved }
    outcome.bytes += download.bytes
    outcome.isResumed = outcome.isResumed || download.isResumed
    guard let hash = Fetcher.hash(path) else {
      throw FetchFault(.disk, "\(path.path) cannot be read.", "No se puede leer \(path.path).")
    }
    let size = try? FileManager.default.attributesOfItem(atPath: path.path)[.size] as? Int
    outcome.release.files.append(
      FetchedFile(
        file: name, address: address, sha256: hash, bytes: size ?? download.bytes,
        etag: download.etag, lastModified: download.lastModified))
  }

  private static func hash(_ file: URL) -> String? { try? FileHash.sha256(path: file.path) }

  // MARK: Links

  private func newestLink(
    _ pattern: String, _ page: String, _ table: PublishedTable, _ folder: URL
  ) async throws(FetchFault) -> String {
    let file = folder.appending(path: "landing-page")
    defer { try? FileManager.default.removeItem(at: file) }
    let download = try await downloader.fetch(page, to: file.path, most: limits.pageSize)
    guard let data = try? Data(contentsOf: file) else {
      throw FetchFault(.disk, "\(file.path) cannot be read.", "No se puede leer \(file.path).")
    }
    let landing = LandingPage(
      text: String(decoding: data, as: UTF8.self), address: download.address)
    guard let link = landing.newest(pattern: pattern) else {
      throw FetchFault(
        .noLink,
        "The page \(page) no longer names a file like \(pattern) among its \(landing.links.count) links: "
          + "the publisher may have changed it.",
        "La página \(page) ya no nombra un archivo como \(pattern) entre sus \(landing.links.count) enlaces: "
          + "el publicador puede haberla cambiado.")
    }
    return link.absoluteString
  }

  // MARK: Pages

  /// How many pages an answer says it has.
  private struct PageCount: Decodable { var maxPages: Int? }

  /// Every page together is one release; one that is missing refuses the whole.
  private func addPages(
    _ address: String, of table: PublishedTable, to outcome: inout Outcome
  ) async throws(FetchFault) {
    var page = 1
    var pages = 1
    while page <= pages {
      let here = address.replacing(PublishedTable.pagePlace, with: "\(page)")
      let name =
        "page-" + String(repeating: "0", count: max(0, 4 - "\(page)".count)) + "\(page).json"
      do {
        try await add(here, named: name, of: table, to: &outcome)
      } catch  where page > 1 {
        throw FetchFault(
          .pageMissing,
          "Page \(page) of \(pages) is missing, so that none of the answer is taken. \(error.words.en)",
          "Falta la página \(page) de \(pages), por lo que no se toma nada de la respuesta. \(error.words.es)"
        )
      }
      if page == 1 {
        pages = try count(outcome.folder.appending(path: name), here)
      }
      page += 1
    }
  }

  private func count(_ file: URL, _ address: String) throws(FetchFault) -> Int {
    try FileCheck.check(file, named: address, unpackedLimit: limits.unpackedSize)
    guard let data = try? Data(contentsOf: file),
      let count = try? JSONDecoder().decode(PageCount.self, from: data)
    else {
      throw FetchFault(
        .notReadable, "The answer of \(address) is no JSON, or was cut off.",
        "La respuesta de \(address) no es JSON, o se cortó.")
    }
    let pages = count.maxPages ?? 1
    guard (1...limits.pages).contains(pages) else {
      throw FetchFault(
        .notReadable, "The answer of \(address) says that it has \(pages) pages.",
        "La respuesta de \(address) dice que tiene \(pages) páginas.")
    }
    return pages
  }

  // MARK: Names

  private static let nameLetters = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
  private static let longestName = 120

  /// A file's name from its address, as any system takes it.
  static func fileName(_ address: String) -> String {
    let last = URL(string: address)?.lastPathComponent ?? ""
    let name = String(last.filter(nameLetters.contains).drop { $0 == "." || $0 == "-" })
    // The end is what says what kind of file it is.
    return name.isEmpty ? "table" : String(name.suffix(longestName))
  }
}
