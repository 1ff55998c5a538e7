import Foundation
import Record
import Tabular

/// Looks at a fetched file before a reader does: whether it is a page in place of a table, and what it unpacks
/// to.
enum FileCheck {
  /// Bytes in which a page's beginning is looked for.
  private static let startLength = 4096

  /// - Parameter byHand: what to do instead.
  static func check(
    _ file: URL, named name: String, unpackedLimit: Int
  ) throws(FetchFault) {
    do {
      let stream = try ByteStream(path: file.path, name: name)
      var block: [UInt8] = []
      var size = 0
      while true {
        let count = try stream.read(into: &block)
        if size == 0 {
          guard count > 0 else { throw empty(name) }
          if let fault = webPage(block[0..<count], name) { throw fault }
        }
        guard count > 0 else { return }
        size += count
        guard size <= unpackedLimit else { throw FetchFault.unpacksTooLarge(name, unpackedLimit) }
      }
    } catch let fault as FetchFault {
      throw fault
    } catch {
      throw FetchFault(
        .notReadable, "\(name) cannot be read: \(error)", "No se puede leer \(name): \(error)")
    }
  }

  private static func empty(_ name: String) -> FetchFault {
    FetchFault(.notReadable, "\(name) is empty.", "\(name) está vacío.")
  }

  private static func webPage(_ bytes: ArraySlice<UInt8>, _ name: String) -> FetchFault? {
    let start = String(decoding: bytes.prefix(startLength), as: UTF8.self)
    let begins = start.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
    guard ["<!doctype html", "<html", "<head", "<body"].contains(where: begins.hasPrefix) else {
      return nil
    }
    let title =
      start.firstMatch(of: /(?i)<title[^>]*>\s*([^<]{1,120})/)
      .map { String($0.1).trimmingCharacters(in: .whitespacesAndNewlines) } ?? ""
    let (english, spanish) = title.isEmpty ? ("", "") : (" (\"\(title)\")", " («\(title)»)")
    return FetchFault(
      .webPage, "A web page came instead of the table\(english): \(name).",
      "Llegó una página web en lugar de la tabla\(spanish): \(name).")
  }
}
