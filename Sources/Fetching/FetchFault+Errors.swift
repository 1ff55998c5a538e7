import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import Wording

extension FetchFault {
  /// What went wrong while a file was fetched, in words.
  init(_ error: any Error, _ address: String, _ limits: FetchLimits) {
    self = FetchFault.of(error, address, limits)
  }

  private static func of(
    _ error: any Error, _ address: String, _ limits: FetchLimits
  ) -> FetchFault {
    if let fault = error as? FetchFault { return fault }
    if let error = error as? NIOHTTPDecompression.DecompressionError {
      return error == .limit
        ? .unpacksTooLarge(address, limits.unpackedSize)
        : FetchFault(
          .damaged, "The packed answer is damaged: \(address).",
          "La respuesta comprimida está dañada: \(address).", isPassing: true)
    }
    if error is CancellationError {
      return FetchFault(.interrupted, "It was interrupted.", "Se interrumpió.")
    }
    switch error as? HTTPClientError {
    case .readTimeout, .deadlineExceeded, .connectTimeout, .writeTimeout, .tlsHandshakeTimeout,
      .httpProxyHandshakeTimeout, .socksHandshakeTimeout, .getConnectionFromPoolTimeout:
      return .tooSlow(address)
    case .remoteConnectionClosed: return .cutOff(address)
    default: break
    }
    if error is HTTPParserError || error is NIOHTTPDecompression.ExtraDecompressionError {
      return .cutOff(address)
    }
    let reason = reason(error)
    return FetchFault(
      .notReached, "\(address) could not be reached: \(reason.en).",
      "No se pudo conectar con \(address): \(reason.es).", isPassing: true)
  }

  /// Why no connection came about.
  private static func reason(_ error: any Error) -> Localized {
    var error = error
    if let connection = error as? NIOConnectionError {
      guard let first = connection.connectionErrors.first else {
        return Localized(
          "the name \(connection.host) is not known", "no se conoce el nombre \(connection.host)")
      }
      error = first.error
    }
    if let error = error as? IOError {
      let words = String(cString: strerror(error.errnoCode))
      return Localized(words, words)
    }
    let text = (error as? HTTPClientError)?.shortDescription ?? "\(error)"
    if text.contains("CERTIFICATE_VERIFY_FAILED") {
      return Localized("its certificate is not trusted", "su certificado no es de confianza")
    }
    return Localized(text, text)
  }
}
