import Foundation
import Periods
import Record

extension Citation {
  /// The answer, and an entry for each source that it rests on.
  package var bibTeX: String {
    var fields: [(String, String)] = [
      ("author", authors.map { "{\(Citation.escaped($0))}" }.joined(separator: " and ")),
      ("title", "{\(Citation.escaped(origin.title))}"),
    ]
    if let issued {
      fields += [("year", "\(issued.year)"), ("month", "\(issued.month)")]
    }
    if let address { fields.append(("url", Citation.address(address))) }
    fields += [
      ("urldate", "\(asked)"),
      (
        "note",
        Citation.escaped(
          vintage + " "
            + language(
              "Asked with Trocha \(origin.version): \(origin.command)",
              "Consultado con Trocha \(origin.version): \(origin.command)"))
      ),
      ("language", language.rawValue),
    ]
    return ([Citation.entry(key, fields)] + origin.sources.map(entry)).joined(separator: "\n")
  }

  private func entry(_ source: SourceReport) -> String {
    var fields = [
      ("author", "{\(Citation.escaped(source.publisher))}"),
      ("title", "{\(Citation.escaped(source.title))}"), ("year", "\(source.published.year)"),
      ("month", "\(source.published.month)"),
    ]
    if !source.url.isEmpty { fields.append(("url", Citation.address(source.url))) }
    if let retrieved = source.retrieved { fields.append(("urldate", "\(retrieved)")) }
    let note = [
      language("Published \(source.published).", "Publicado el \(source.published)."),
      source.sha256.isEmpty ? "" : "SHA-256 \(source.sha256).",
    ]
    fields.append(("note", note.filter { !$0.isEmpty }.joined(separator: " ")))
    return Citation.entry(source.id, fields)
  }

  private static func entry(_ key: String, _ fields: [(String, String)]) -> String {
    let plain = key.map {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:".contains($0)) ? $0 : "-"
    }
    let lines = fields.map { "  \($0) = {\($1)}" }
    return "@misc{\(String(plain)),\n" + lines.joined(separator: ",\n") + "\n}\n"
  }

  /// A text in which TeX finds no sign of its own and no brace.
  private static func escaped(_ text: String) -> String {
    text.map { letter in
      switch letter {
      case "&", "%", "$", "#", "_": "\\\(letter)"
      case "{", "}": "\\\(letter == "{" ? "textbraceleft" : "textbraceright"){}"
      case "~": "\\textasciitilde{}"
      case "^": "\\textasciicircum{}"
      case "\\": "\\textbackslash{}"
      case "\n", "\r", "\t": " "
      default: String(letter)
      }
    }.joined()
  }

  /// An address, which TeX takes as it is but for what would end the field.
  private static func address(_ text: String) -> String {
    text.replacing("{", with: "%7B").replacing("}", with: "%7D").replacing("\\", with: "%5C")
      .replacing(" ", with: "%20")
  }
}
