import Corridors
import Foundation
import Tabular

/// The results of a corridor's own scenarios that come with it, as `what-if.json.gz` in its folder, so that a
/// reader need not wait for them: the answer of the command that is written in it. `make kept-what-if` makes it.
package enum KeptWhatIf {
  package static let name = "what-if.json.gz"

  /// Reads it; `nil` where a corridor has none.
  ///
  /// - Throws: an ``InputError`` when the file is damaged.
  package static func of(_ folder: CorridorFolder) throws(InputError) -> WhatIf? {
    guard folder.has(name) else { return nil }
    let bytes = try ByteStream(path: folder.path + "/" + name, name: folder.id + "/" + name)
      .readAll(limit: 64 << 20)
    let decoder = JSONDecoder()
    // As `trocha whatif --json` writes it.
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let result = try? decoder.decode(WhatIf.self, from: Data(bytes)) else {
      throw InputError(
        InputIssue(
          file: folder.id + "/" + name, expected: "results of the corridor's scenarios",
          found: "other content", hint: "Make it again with make kept-what-if."))
    }
    return result
  }
}
