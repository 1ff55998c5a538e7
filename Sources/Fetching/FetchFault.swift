import Wording

/// Why a table could not be fetched.
package struct FetchFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Short name for programs.
  package var kind: Kind
  /// What happened, as a sentence.
  package var words: Localized
  /// Whether asking again may help.
  package var isPassing: Bool
  /// Seconds that the server asks to wait before that.
  package var waitSeconds: Int?

  package enum Kind: String, Codable, Sendable {
    case notReached = "not-reached"
    case tooSlow = "too-slow"
    case cutOff = "cut-off"
    case tooLarge = "too-large"
    case refused
    case notFound = "not-found"
    case redirected
    case webPage = "web-page"
    case noLink = "no-link"
    case pageMissing = "page-missing"
    case notReadable = "not-readable"
    case damaged
    case disk
    case byHand = "by-hand"
    case interrupted
  }

  package var description: String { words.en }

  package init(
    _ kind: Kind, _ english: String, _ spanish: String, isPassing: Bool = false,
    waitSeconds: Int? = nil
  ) {
    self.kind = kind
    words = Localized(english, spanish)
    self.isPassing = isPassing
    self.waitSeconds = waitSeconds
  }
}

extension FetchFault {
  static func status(_ status: Int, _ address: String, waitSeconds: Int?) -> FetchFault {
    switch status {
    case 404, 410:
      FetchFault(
        .notFound, "There is nothing at \(address) (\(status)).",
        "No hay nada en \(address) (\(status)).")
    case 401, 403, 407, 451:
      FetchFault(
        .refused, "The server does not let programs have \(address) (\(status)).",
        "El servidor no deja que un programa obtenga \(address) (\(status)).")
    default:
      FetchFault(
        .refused, "The server answers \(status) for \(address).",
        "El servidor responde \(status) a \(address).",
        isPassing: status >= 500 || status == 429 || status == 408, waitSeconds: waitSeconds)
    }
  }

  static func tooSlow(_ address: String) -> FetchFault {
    FetchFault(
      .tooSlow, "The server is too slow: \(address).",
      "El servidor es demasiado lento: \(address).",
      isPassing: true)
  }

  static func tooLarge(_ address: String, _ limit: Int) -> FetchFault {
    let megabytes = max(1, limit >> 20)
    return FetchFault(
      .tooLarge, "The file is larger than \(megabytes) MB: \(address). --max-size allows more.",
      "El archivo tiene más de \(megabytes) MB: \(address). --max-size permite más.")
  }

  static func unpacksTooLarge(_ name: String, _ limit: Int) -> FetchFault {
    let megabytes = max(1, limit >> 20)
    return FetchFault(
      .tooLarge,
      "The packed file \(name) unpacks to more than \(megabytes) MB, which no table does. --max-size allows more.",
      "El archivo comprimido \(name) ocupa más de \(megabytes) MB, lo que ninguna tabla ocupa. --max-size permite más."
    )
  }

  static func cutOff(_ address: String) -> FetchFault {
    FetchFault(
      .cutOff, "The answer was cut off before its end: \(address).",
      "La respuesta se cortó antes del final: \(address).", isPassing: true)
  }

  static func disk(_ error: any Error, _ path: String) -> FetchFault {
    FetchFault(
      .disk, "\(path) cannot be written: \(error.localizedDescription)",
      "No se puede escribir \(path): \(error.localizedDescription)")
  }
}
