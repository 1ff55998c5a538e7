import Effects
import Forecasting
import Foundation
import HTTPTypes
import Hummingbird
import NIOHTTP1
import Policies
import Questions
import Record
import Reports
import Tabular
import Wording

/// What went wrong with a request, by RFC 9457.
struct Problem: Error, Encodable {
  /// Its kind; the path of a paragraph of docs/api.md.
  var type: String
  var title: String
  var status: Int
  var detail: String
  /// What is wrong with a file, one by one.
  var errors: [Issue]?
  /// The detail in Spanish, where there is one.
  var spanish: String?
  /// The inputs that are not understood, where it is about inputs.
  var faults: [InputFault] = []

  private enum CodingKeys: CodingKey {
    case type, title, status, detail, errors
  }

  struct Issue: Encodable {
    var file: String
    var line: Int?
    var column: Int?
    var columnName: String?
    var expected: String
    var found: String
    var hint: String

    init(_ issue: InputIssue) {
      file = issue.file
      line = issue.line
      column = issue.column
      columnName = issue.columnName
      expected = issue.expected
      found = issue.found
      hint = issue.hint
    }
  }

  init(
    _ status: HTTPResponse.Status, _ type: String, _ title: String, _ detail: String,
    errors: [Issue]? = nil, spanish: String? = nil
  ) {
    self.type = "/problems/" + type
    self.title = title
    self.status = status.code
    self.detail = detail
    self.errors = errors
    self.spanish = spanish
  }

  static func badParameter(_ name: String, expected: String, found: String) -> Problem {
    badParameter(InputFault(name, expected: expected, found: found))
  }

  static func badParameter(_ fault: InputFault) -> Problem {
    var problem = Problem(
      .badRequest, "parameter", "A parameter is not understood", fault.text(),
      spanish: InputFaults([fault]).text(.spanish))
    problem.faults = [fault]
    return problem
  }

  private static func noAnswer(_ english: String, _ spanish: String) -> Problem {
    Problem(
      .unprocessableContent, "no-answer", "The question has no answer", english, spanish: spanish)
  }

  static func notFound(_ what: String, spanish: String? = nil) -> Problem {
    Problem(.notFound, "not-found", "There is no such thing", what, spanish: spanish)
  }

  /// The problem that an error is to the client; `nil` for a fault of our own.
  init?(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let faults as InputFaults:
      self.init(
        .badRequest, "parameter", "A parameter is not understood", "\(faults)",
        spanish: faults.text(.spanish))
      self.faults = faults.faults
    case let error as QuestionError:
      if case .nothingFound = error {
        self.init(
          .notFound, "nothing-held", "The record has nothing that answers", "\(error)",
          spanish: error.text(.spanish))
      } else {
        self.init(
          .badRequest, "question", "The question is not understood", "\(error)",
          spanish: error.text(.spanish))
      }
    case let error as InputError:
      self.init(
        .unprocessableContent, "input", "What was sent cannot be read", "\(error)",
        errors: error.issues.map(Issue.init))
    case RecordError.sourceDiffers(let id):
      self.init(
        .conflict, "source-differs", "The source is there already, with other figures",
        "The record already holds a source \"\(id)\" with other figures. Undo the import that brought "
          + "it, or give the new release a name of its own.")
    case let error as WhatIfQuestion.Fault:
      self.init(
        .unprocessableContent, "months", "The months do not fit", "\(error)",
        spanish: error.words(.spanish))
    case let error as SituationReader.Fault:
      self.init(
        .unprocessableContent, "situation", "The situation is not understood", "\(error)",
        spanish: error.text(.spanish))
    case let error as OutlookError: self = .noAnswer("\(error)", error.text(.spanish))
    case let error as EffectError: self = .noAnswer("\(error)", error.text(.spanish))
    case let error as NowcastError: self = .noAnswer("\(error)", error.text(.spanish))
    case let error as ScriptLibrariesMissing:
      self.init(.serviceUnavailable, "scripts-missing", "Script libraries are missing", "\(error)")
    case is HTTPParserError: self.init(.badRequest)
    case RecordError.cannotWrite:
      self.init(
        .init(code: 507), "record", "The record cannot be written",
        "The disk is full, or the record may only be read. What is in it is as it was.",
        spanish:
          "El disco está lleno, o el registro solo puede leerse. Lo que contiene sigue como estaba."
      )
    case let error as any HTTPResponseError:
      self.init(error.status)
    default: return nil
    }
  }

  /// What a bare status says.
  init(_ status: HTTPResponse.Status) {
    switch status {
    case .notFound:
      self = .notFound(
        "Nothing is at this address. Choose a page above.",
        spanish: "No hay nada en esta dirección. Elija una página de arriba.")
    case .contentTooLarge:
      self.init(
        status, "too-large", "The body is too large",
        "The service takes bodies up to its limit, --max-upload.",
        spanish: "El servicio admite cuerpos hasta su límite, --max-upload.")
    case .badRequest:
      self.init(
        status, "request", "The request is malformed", "It cannot be read as HTTP.",
        spanish: "No se puede leer como HTTP.")
    default:
      self.init(status, "http", status.reasonPhrase, status.reasonPhrase)
    }
  }

  static let ours = Problem(
    .internalServerError, "internal", "Something went wrong on our side",
    "The service could not answer. Its log says more.",
    spanish: "El servicio no pudo responder. Su registro de sucesos dice más.")

  func response(_ language: Language) -> Response {
    let body = (try? AnswerJSON.data(spoken(language))) ?? Data()
    var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
    headers[.contentLength] = "\(body.count)"
    return Response(
      status: .init(code: status), headers: headers, body: .init(byteBuffer: ByteBuffer(data: body))
    )
  }
}
