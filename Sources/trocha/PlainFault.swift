import Effects
import Forecasting
import Foundation
import Policies
import Questions
import Record
import Tabular
import Wording

/// Errors of the system and of libraries, and questions that are not answered, in sentences for a person.
enum PlainFault {
  /// `nil` for errors that have words of their own.
  static func sentence(_ error: any Error, _ language: Language = .english) -> String? {
    switch error {
    case let error as QuestionError: return error.text(language)
    case let error as OutlookError: return error.text(language)
    case let error as NowcastError: return error.text(language)
    case let error as EffectError: return error.text(language)
    case let error as SituationReader.Fault: return error.text(language)
    case let error as WhatIfQuestion.Fault: return error.words(language)
    default: break
    }
    if let words = RecordError.words(of: error) { return "The record cannot be used: \(words)." }
    if let fault = error as? POSIXError { return capital(WriteFault.words(fault.code.rawValue)) }
    guard let fault = error as? CocoaError else { return nil }
    let reason = reason(fault)
    guard let path = fault.filePath ?? fault.url?.path else { return capital(reason) }
    return "\(path): \(reason)."
  }

  private static func reason(_ fault: CocoaError) -> String {
    if let cause = fault.underlying as? POSIXError { return WriteFault.words(cause.code.rawValue) }
    let cause = fault.userInfo[NSUnderlyingErrorKey] as? NSError
    if let cause, cause.domain == NSPOSIXErrorDomain, let code = Int32(exactly: cause.code) {
      return WriteFault.words(code)
    }
    switch fault.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: return WriteFault.words(ENOENT)
    case .fileReadNoPermission, .fileWriteNoPermission: return WriteFault.words(EACCES)
    case .fileWriteOutOfSpace: return WriteFault.words(ENOSPC)
    case .fileWriteFileExists: return WriteFault.words(EEXIST)
    case .fileWriteVolumeReadOnly: return WriteFault.words(EROFS)
    default: return "it cannot be read or written"
    }
  }

  private static func capital(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}
