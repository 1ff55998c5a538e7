import Foundation
import Periods
import Record

extension UpdateRun {
  /// Reads the files of a folder that somebody brought: a pack, or just files.
  ///
  /// - Parameter names: tables that are read; all that are there when empty.
  package func read(from folder: URL, only names: [String]) async throws -> UpdateReport {
    let found = try releases(in: folder).filter {
      names.isEmpty || names.contains($0.release.table)
    }
    guard !found.isEmpty else {
      throw FetchFault(
        .notFound, "\(folder.path) has no file that can be read.",
        "\(folder.path) no tiene ningún archivo que se pueda leer.")
    }
    return try await withTarget { target in
      let before = NamedSeriesState.all(target, language)
      var outcomes: [String: TableOutcome] = [:]
      for entry in found {
        begins(entry.release.table)
        outcomes[entry.release.table] = outcome(of: entry, into: target)
      }
      let known = catalogue.tables.filter { outcomes[$0.id] != nil }
      var report = try report(known, outcomes, before: before, in: target, isFetched: false)
      for entry in found where !known.contains(where: { $0.id == entry.release.table }) {
        var table = TableReport(entry.release)
        table.outcome = outcomes[entry.release.table]
        report.tables.append(table)
      }
      return report
    }
  }

  private func outcome(of entry: Brought, into store: RecordStore) -> TableOutcome {
    if let fault = entry.fault { return .failed(fault) }
    do {
      for file in entry.release.files {
        try FileCheck.check(
          entry.folder.appending(path: file.file), named: file.file,
          unpackedLimit: limits.unpackedSize)
      }
      return try read(entry.release, in: entry.folder, into: store).0
    } catch let fault as FetchFault {
      return .failed(fault)
    } catch {
      return .failed(UpdateRun.notReadable(error))
    }
  }

  /// A release that somebody brought.
  private struct Brought {
    var release: FetchedRelease
    var folder: URL
    var fault: FetchFault?
  }

  private func releases(in folder: URL) throws -> [Brought] {
    if let pack = try Pack(folder: folder) {
      return pack.releases.map { release in
        Brought(
          release: release, folder: folder.appending(path: release.table),
          fault: pack.fault(of: release, in: folder))
      }
    }
    return try loose(in: folder)
  }

  /// Files without a word about them: each is told by its content, and the pages of an answer belong together.
  private func loose(in folder: URL) throws -> [Brought] {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw FetchFault(
        .notFound, "There is no folder \(folder.path).", "No hay ninguna carpeta \(folder.path).")
    }
    var found: [Brought] = []
    var parts: [String: Int] = [:]
    for name in try manager.contentsOfDirectory(atPath: folder.path).sorted()
    where !name.hasPrefix(".") {
      let path = folder.appending(path: name).path
      guard manager.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
        continue
      }
      let file = PublishedFile(
        path: path, name: name, sha256: try FileHash.sha256(path: path),
        vocabulary: store.vocabulary)
      guard let reader = try? FigureReaders.reader(for: file, format: nil) else { continue }
      let format = type(of: reader).format
      let size = try? manager.attributesOfItem(atPath: path)[.size] as? Int
      let fetched = FetchedFile(file: name, address: "", sha256: file.sha256, bytes: size ?? 0)
      if (try? reader.isPart(file)) == true {
        if let known = parts[format] {
          found[known].release.files.append(fetched)
          continue
        }
        parts[format] = found.count
      }
      found.append(Brought(release: loose(fetched, format), folder: folder))
    }
    return found
  }

  /// The table that a file is of: the one whose link has its name, or the only one of its format; else the file
  /// stands for itself.
  private func loose(_ file: FetchedFile, _ format: String) -> FetchedRelease {
    let alike = catalogue.tables.filter { $0.format == format }
    let named = alike.first { table in
      guard case .link(let pattern, _) = table.finding, let regex = try? Regex(pattern) else {
        return false
      }
      return file.file.contains(regex)
    }
    guard let table = named ?? (alike.count == 1 ? alike.first : nil) else {
      return FetchedRelease(file, format: format)
    }
    return FetchedRelease(table, fetched: nil, files: [file])
  }
}
