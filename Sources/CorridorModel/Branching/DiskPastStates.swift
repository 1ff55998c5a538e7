import Crypto
import Foundation

/// States in a folder, a file for each key. A file that is damaged, or was cut short, is as none.
package struct DiskPastStates: PastStates {
  private let folder: URL
  private let mostBytes: Int

  /// - Parameter mostBytes: the files used longest ago are removed beyond it.
  package init(_ path: String, mostBytes: Int = 256 << 20) {
    folder = URL(fileURLWithPath: path, isDirectory: true)
    self.mostBytes = mostBytes
  }

  private static let header = Array("trocha past 1\n".utf8)

  private func file(_ key: String) -> URL { folder.appending(path: key + ".past") }

  package func states(of key: String) -> [Int: [UInt8]] {
    guard let data = FileManager.default.contents(atPath: file(key).path),
      let states = DiskPastStates.states(Array(data), of: key)
    else { return [:] }
    // Used now, so that it is not the next to be removed.
    try? FileManager.default.setAttributes(
      [.modificationDate: Date()], ofItemAtPath: file(key).path)
    return states
  }

  /// A folder that cannot be written to keeps nothing.
  package func keep(_ states: [Int: [UInt8]], of key: String) {
    let all = self.states(of: key).merging(states) { _, new in new }
    let bytes = DiskPastStates.bytes(all, of: key)
    guard bytes.count <= mostBytes else { return }
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Data(bytes).write(to: file(key), options: .atomic)
    removeOldest()
  }

  private static func bytes(_ states: [Int: [UInt8]], of key: String) -> [UInt8] {
    var archive = StateArchive()
    var count = states.count
    archive.pass(&count)
    var body: [UInt8] = []
    for (run, state) in states.sorted(by: { $0.key < $1.key }) {
      var (run, size) = (run, state.count)
      archive.pass(&run)
      archive.pass(&size)
      body += state
    }
    let content = Array(key.utf8) + archive.bytes + body
    return header + Array(SHA256.hash(data: content)) + content
  }

  private static func states(_ bytes: [UInt8], of key: String) -> [Int: [UInt8]]? {
    let sum = header.count + SHA256.byteCount
    let content = bytes.dropFirst(sum)
    guard bytes.starts(with: header), content.starts(with: key.utf8),
      Array(bytes[header.count..<sum]) == Array(SHA256.hash(data: Array(content)))
    else { return nil }
    var archive = StateArchive(reading: Array(content.dropFirst(key.utf8.count)))
    var count = 0
    archive.pass(&count)
    var sizes: [(run: Int, size: Int)] = []
    while sizes.count < count, archive.isWhole {
      var (run, size) = (0, 0)
      archive.pass(&run)
      archive.pass(&size)
      sizes.append((run, size))
    }
    var states: [Int: [UInt8]] = [:]
    var rest = archive.left
    for (run, size) in sizes {
      guard archive.isWhole, (0...rest.count).contains(size) else { return nil }
      states[run] = Array(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    return rest.isEmpty ? states : nil
  }

  private func removeOldest() {
    let keys: Set<URLResourceKey> = [.contentModificationDateKey, .fileSizeKey]
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: Array(keys))
    let known = (files ?? []).filter { $0.pathExtension == "past" }.map { file in
      let values = try? file.resourceValues(forKeys: keys)
      return (
        file: file, size: values?.fileSize ?? 0,
        used: values?.contentModificationDate ?? .distantPast
      )
    }
    var bytes = known.reduce(0) { $0 + $1.size }
    for (file, size, _) in known.sorted(by: { $0.used < $1.used }) where bytes > mostBytes {
      try? FileManager.default.removeItem(at: file)
      bytes -= size
    }
  }
}
