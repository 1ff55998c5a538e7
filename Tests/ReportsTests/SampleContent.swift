import Foundation
import Reports

typealias JSON = [String: Any]

/// A JSON object; a value that is `nil` is left out.
func object(_ pairs: KeyValuePairs<String, Any?>) -> JSON {
  JSON(
    pairs.compactMap { key, value in value.map { (key, $0) } },
    uniquingKeysWith: { first, _ in first
    })
}

/// A brief to look at a page with: figures of the public record (CBP, Panama, Honduras) around
/// August 2023, and made-up words around them.
struct SampleContent {
  var language: String

  private func say(_ english: String, _ spanish: String) -> String {
    language == "es" ? spanish : english
  }

  /// A count as either language writes it.
  func shown(_ value: Double?) -> String {
    guard let value else { return say("not known", "no se sabe") }
    var digits = Array(String(Int(value)))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(language == "es" ? "." : ",", at: index)
      index -= 3
    }
    return String(digits)
  }

  func cited(
    _ value: Double?, _ display: String? = nil, _ sources: [String] = ["cbp-2025-06"],
    _ vintage: String? = nil
  ) -> JSON {
    object([
      "value": value, "display": display ?? shown(value), "sources": sources,
      "vintage": vintage
        ?? say(
          "Sum of 412 cells; the vintage of June 2025 standing in",
          "Suma de 412 celdas; en su lugar, la versión de junio de 2025"),
    ])
  }

  /// The brief, made as another program would make it: from `brief.json`.
  func content() throws -> BriefContent {
    let data = try JSONSerialization.data(withJSONObject: brief)
    return try JSONDecoder().decode(BriefContent.self, from: data)
  }

  private var brief: JSON {
    object([
      "language": language,
      "title": say("Venezuela to the United States", "De Venezuela a Estados Unidos"),
      "corridor": object(["id": "venezuela-us", "name": "Venezuela – Darién – United States"]),
      "asOf": "2023-10-05",
      "knowledge": say(
        "As of 5 October 2023: 14 publications were out by then; figures published later are not"
          + " used, and a later version that stands in for an earlier one is marked.",
        "Al 5 de octubre de 2023: hasta ese día había 14 publicaciones; no se usan cifras"
          + " posteriores, y se señala la versión tardía que está en lugar de una anterior."),
      "headline": say(
        "Arrests at the border rose by a third in August, and twice as many crossed the Darién",
        "Las detenciones en la frontera subieron un tercio en agosto y el doble cruzó el Darién"),
      "summary": summary, "keyFigures": keyFigures, "map": map, "chartSections": chartSections,
      "tables": [comparisons],
      "cautions": [
        say(
          "An encounter is an event: a person met twice counts twice.",
          "Un encuentro es un suceso: quien es encontrado dos veces cuenta dos veces."),
        say(
          "The Darién's count for April, May and July 2020 is not known; it is not zero.",
          "No se sabe la cuenta del Darién de abril, mayo y julio de 2020; no es cero."),
      ],
      "sources": sources,
      "provenance": object([
        "program": "Trocha", "version": "0.1.0",
        "command": "trocha brief --corridor venezuela-us --as-of 2023-10-05 --language \(language)",
        "newestPublication": "2023-09-22",
      ]),
    ])
  }

  private var summary: [JSON] {
    [
      object([
        "text": say(
          "Border Patrol made 181,059 arrests in August 2023, +36.5% on July.",
          "La Patrulla Fronteriza hizo 181.059 detenciones en agosto de 2023, +36,5\u{A0}% sobre julio."
        ),
        "figures": [
          cited(
            181_059, nil, ["cbp-2023-09-22"],
            say("Published 22 September 2023", "Publicado el 22 de septiembre de 2023")),
          cited(0.365, say("+36.5%", "+36,5\u{A0}%"), ["cbp-2023-09-22", "cbp-2023-08-18"]),
        ],
      ]),
      object([
        "text": say(
          "81,946 people crossed the Darién in the same month, three in four of them Venezuelans.",
          "81.946 personas cruzaron el Darién en el mismo mes; tres de cada cuatro, venezolanas."),
        "figures": [cited(81_946, nil, ["snm"]), cited(62_700, nil, ["snm"])],
      ]),
    ]
  }

  private var keyFigures: [JSON] {
    let august = say("August 2023", "agosto de 2023")
    func change(_ value: Double, _ english: String, _ spanish: String) -> JSON {
      cited(value, say("\(english) on July 2023", "\(spanish) sobre julio de 2023"))
    }
    return [
      object([
        "label": say("Arrests by Border Patrol", "Detenciones de la Patrulla Fronteriza"),
        "period": august, "figure": cited(181_059, nil, ["cbp-2023-09-22"]),
        "comparison": change(0.365, "+36.5%", "+36,5\u{A0}%"),
        "series": "encounters/southwest/USBP",
      ]),
      object([
        "label": say("Crossings of the Darién", "Cruces del Darién"), "period": august,
        "figure": cited(81_946, nil, ["snm"]), "comparison": change(0.48, "+48.0%", "+48,0\u{A0}%"),
        "series": "transits/darien",
      ]),
      object([
        "label": say("Irregular entries to Honduras", "Entradas irregulares a Honduras"),
        "period": august, "figure": cited(65_526, nil, ["inm-hn"]),
        "comparison": change(0.339, "+33.9%", "+33,9\u{A0}%"), "series": "entries/honduras",
      ]),
      object([
        "label": say("Returned to Venezuela", "Retornados a Venezuela"), "period": august,
        "figure": cited(nil, nil, []), "comparison": nil, "series": "returns/venezuela",
      ]),
    ]
  }

  private var sources: [JSON] {
    func note(
      _ id: String, _ publisher: String, _ title: String, _ url: String, _ day: String,
      _ licence: String, _ digit: String
    ) -> JSON {
      object([
        "id": id, "publisher": publisher, "title": title, "url": url, "published": day,
        "licence": licence,
        "sha256": String(repeating: digit, count: 64),
        "note": say(
          "Counts events, not people; read from the published table.",
          "Cuenta sucesos, no personas; leído de la tabla publicada."),
      ])
    }
    let cbp = "U.S. Customs and Border Protection"
    return [
      note(
        "cbp-2023-09-22", cbp, "CBP Releases August 2023 Monthly Update",
        "https://www.cbp.gov/newsroom/national-media-release/august-2023-monthly-update",
        "2023-09-22", "Public domain", "a"),
      note(
        "cbp-2023-08-18", cbp, "CBP Releases July 2023 Monthly Update",
        "https://www.cbp.gov/newsroom/national-media-release/july-2023-monthly-update",
        "2023-08-18", "Public domain", "b"),
      note(
        "cbp-2025-06", cbp, "Nationwide Encounters",
        "https://www.cbp.gov/document/stats/nationwide-encounters", "2025-06-19",
        "Public domain", "c"),
      note(
        "snm", "Servicio Nacional de Migración, Panamá", "Tránsito irregular por Darién",
        "https://www.migracion.gob.pa/inicio/estadisticas", "2025-06-19", "MIT", "d"),
      note(
        "inm-hn", "Instituto Nacional de Migración, Honduras", "Estadísticas de flujo irregular",
        "https://inm.gob.hn/estadisticas.html", "2025-06-19", "MIT", "e"),
    ]
  }

  private var comparisons: JSON {
    object([
      "id": "august", "title": say("August against other months", "Agosto frente a otros meses"),
      "caption": say("Arrests by Border Patrol", "Detenciones de la Patrulla Fronteriza"),
      "columns": [
        say("Month", "Mes"), say("Arrests", "Detenciones"), say("Change", "Cambio"), "Nota",
      ],
      "rows": [
        object([
          "header": say("July 2023", "julio de 2023"),
          "cells": [
            object(["text": nil, "figure": cited(132_648, nil, ["cbp-2023-09-22"])]),
            object(["text": nil, "figure": cited(0.365, say("+36.5%", "+36,5\u{A0}%"))]),
            object(["text": say("revised from 132,652", "revisado desde 132.652"), "figure": nil]),
          ],
        ]),
        object([
          "header": say("August 2022", "agosto de 2022"),
          "cells": [
            object(["text": nil, "figure": cited(181_774)]),
            object(["text": nil, "figure": cited(-0.004, say("−0.4%", "−0,4\u{A0}%"))]),
            object(["text": "", "figure": nil]),
          ],
        ]),
      ],
      "notes": [say("Changes are of August 2023.", "Los cambios son de agosto de 2023.")],
    ])
  }
}
