import Synchronization

/// The rhythms of all datasets, read when the first age is asked for: most questions of a program are
/// short, and the descriptions are long.
final class KeptRhythms: Sendable {
  /// Folder of the tables that the record holds from the start, with their descriptions; `nil` for those
  /// that come with Trocha.
  private let folder: String?
  private let kept = Mutex<ReleaseRhythms?>(nil)

  init(folder: String?) {
    self.folder = folder
  }

  var rhythms: ReleaseRhythms {
    kept.withLock { kept in
      if let kept { return kept }
      // A broken installation says so when figures are read; without descriptions no release is late.
      var made = ReleaseRhythms(try? DescribedSources.shipped())
      if let folder, folder != ShippedFiles.folder("figures") {
        let own = try? DescribedSources(path: folder + "/" + DescribedSources.fileName)
        made.add(ReleaseRhythms(own))
      }
      kept = made
      return made
    }
  }
}

extension RecordStore {
  /// When the releases of each dataset come.
  package var rhythms: ReleaseRhythms { keptRhythms.rhythms }
}
