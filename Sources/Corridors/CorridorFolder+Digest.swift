import Crypto
import Foundation

extension CorridorFolder {
  /// SHA-256 of the files that a simulation reads, in hexadecimal.
  package var digest: String {
    var hash = SHA256()
    for name in ["places.csv", "roads.csv", "policies.yaml", "movement.yaml", "posterior.json"] {
      let file = name == "policies.yaml" ? policiesPath : path + "/" + name
      hash.update(data: FileManager.default.contents(atPath: file) ?? Data())
    }
    return hash.finalize().map { String(format: "%02x", $0) }.joined()
  }
}
