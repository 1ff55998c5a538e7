import Foundation
import Periods
import Record
import Wording

/// Makes a pack of publishers' tables.
package struct PackRun: Sendable {
  package var store: RecordStore
  package var today = Day.today
  package var limits = FetchLimits()
  /// Called when a table's turn comes.
  package var begins: @Sendable (String) -> Void = { _ in }

  package init(store: RecordStore) {
    self.store = store
  }

  /// What a pack holds, and what it lacks.
  package struct Report: Sendable, Encodable {
    package var folder: String
    package var releases: [FetchedRelease] = []
    /// What was to be packed and could not be.
    package var missing: [Missing] = []
    /// Tables that were not asked for by name and have not been fetched yet.
    package var notFetched: [String] = []
  }

  package struct Missing: Sendable, Encodable {
    package var table: String
    package var fault: FetchFault.Kind
    package var words: Localized
  }

  /// Packs what the last fetch of each table kept, or fetches now.
  ///
  /// - Parameters:
  ///   - downloader: `nil` to take what is kept.
  ///   - areNamed: whether the user asked for just these: one that cannot be packed is then missing.
  package func pack(
    _ tables: [PublishedTable], into folder: URL, with downloader: Downloader?, areNamed: Bool
  ) async throws -> Report {
    let kept = KeptReleases(record: store.path)
    return try await kept.alone {
      var report = Report(folder: folder.path)
      var writer = try PackWriter(folder: folder)
      for table in tables where areNamed || table.isFetched {
        begins(table.id)
        do {
          if let downloader {
            let new = try kept.newFolder(for: table.id)
            defer { try? FileManager.default.removeItem(at: new) }
            let fetcher = Fetcher(
              downloader: downloader, limits: limits, kept: kept.release(of: table.id), today: today
            )
            let fetched = try await fetcher.fetch(table, into: new)
            try writer.add(try dated(fetched), from: new)
          } else if let held = kept.release(of: table.id) {
            try writer.add(held.release, from: held.folder)
          } else if !areNamed {
            report.notFetched.append(table.id)
          } else {
            throw FetchFault(
              .notFound, "It was not fetched yet: trocha record update --fetch, or pack --fetch.",
              "Aún no se ha obtenido: trocha record update --fetch, o pack --fetch.")
          }
        } catch let fault as FetchFault {
          report.missing.append(Missing(table: table.id, fault: fault.kind, words: fault.words))
        } catch {
          let fault = UpdateRun.notReadable(error)
          report.missing.append(Missing(table: table.id, fault: fault.kind, words: fault.words))
        }
      }
      report.releases = writer.releases
      try writer.finish(on: today)
      return report
    }
  }

  /// A fetched release with its day of publication, once its readers have read all of it.
  private func dated(_ fetched: Fetcher.Outcome) throws -> FetchedRelease {
    var release = fetched.release
    let files = release.files.map { file in
      PublishedFile(
        path: fetched.folder.appending(path: file.file).path, name: file.file, sha256: file.sha256,
        vocabulary: store.vocabulary)
    }
    let read = try FigureReaders.groups(of: files, format: release.format)
      .flatMap { try $0.reader.read($0.files) }
    let day = PublicationDay(
      given: nil, lastModified: release.files.compactMap(\.lastModified).first,
      address: release.files.first?.address ?? "", fetched: today,
      last: read.compactMap(\.coverage?.last).max())
    release.published = day.day
    release.dated = day.sign
    return release
  }
}
