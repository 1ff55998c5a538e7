import Reports

/// The sample's map and charts.
extension SampleContent {
  private func say(_ english: String, _ spanish: String) -> String {
    language == "es" ? spanish : english
  }

  var map: JSON {
    let august = say("August 2023", "agosto de 2023")
    func point(
      _ id: String, _ name: String, _ latitude: Double, _ longitude: Double, _ by: String,
      _ value: Double?, _ source: String = "cbp-2025-06"
    ) -> JSON {
      object([
        "id": id, "name": name, "latitude": latitude, "longitude": longitude, "countedBy": by,
        "counts": say("Crossings that the authority records.", "Cruces que registra la autoridad."),
        "magnitude": value,
        "figures": [
          object([
            "label": say("Crossings", "Cruces"), "period": august,
            "figure": cited(value, nil, [source]),
          ])
        ],
      ])
    }
    let patrol = "U.S. Border Patrol"
    return object([
      "title": say("Where people are counted, August 2023", "Dónde se cuenta, agosto de 2023"),
      "description": say(
        "Counts from the Darién to the border of the United States; Tucson is the largest sector.",
        "Cuentas desde el Darién hasta la frontera de Estados Unidos; Tucson es el mayor sector."),
      "points": [
        point("ven", "Caracas", 10.5, -66.9, say("nobody", "nadie"), nil),
        point("darien", "Darién", 8.2, -77.7, "Servicio Nacional de Migración", 81_946, "snm"),
        point("danli", "Danlí", 14.03, -86.57, "Instituto Nacional de Migración", 65_526, "inm-hn"),
        point("rgv", "Rio Grande Valley", 26.2, -98.2, patrol, 46_537),
        point("laredo", "Laredo", 27.5, -99.5, patrol, 3_097),
        point("del-rio", "Del Rio", 29.36, -100.9, patrol, 29_689),
        point("el-paso", "El Paso", 31.76, -106.48, patrol, 25_234),
        point("tucson", "Tucson", 31.5, -110.9, patrol, 48_752),
        point("san-diego", "San Diego", 32.55, -117.0, patrol, 18_985),
      ],
      "ways": [
        object([
          "from": "ven", "to": "darien", "label": say("by land through Colombia", "por Colombia"),
        ]),
        object(["from": "darien", "to": "danli", "label": say("by bus", "en bus")]),
        object(["from": "danli", "to": "rgv", "label": say("through Mexico", "por México")]),
        object(["from": "danli", "to": "tucson", "label": say("through Mexico", "por México")]),
      ],
    ])
  }

  var chartSections: [JSON] {
    [
      object([
        "id": "border", "title": say("At the border", "En la frontera"),
        "text": say(
          "Encounters fell in June 2023 and have risen since.",
          "Los encuentros bajaron en junio de 2023 y desde entonces suben."),
        "charts": [lines, stacked],
      ]),
      object([
        "id": "who", "title": say("Who is met", "Quiénes son"),
        "text": say("Mexicans are the most numerous.", "Las personas mexicanas son las más."),
        "charts": [ranked],
      ]),
    ]
  }

  private var marks: [JSON] {
    [
      object(["date": "2020-03-21", "label": say("Title 42 begins", "Empieza el Título 42")]),
      object([
        "date": "2022-10-12", "label": say("Mexico takes Venezuelans", "México recibe venezolanos"),
      ]),
      object([
        "date": "2023-01-05", "label": say("Parole for four countries", "Permiso a cuatro países"),
      ]),
      object(["date": "2023-05-11", "label": say("Title 42 ends", "Termina el Título 42")]),
    ]
  }

  private var lines: JSON {
    object([
      "id": "route", "title": say("Month by month along the way", "Mes a mes en el camino"),
      "description": say(
        "Arrests at the border, Darién crossings and entries to Honduras all rose after June 2023.",
        "Detenciones, cruces del Darién y entradas a Honduras subieron desde junio de 2023."),
      "form": "lines", "unit": say("Events a month", "Sucesos al mes"),
      "series": [
        series("patrol", say("Arrests by Border Patrol", "Detenciones"), patrolArrests),
        series("ports", say("At ports of entry", "En puertos de entrada"), portEncounters),
        series("ven", say("Venezuelans at the border", "Venezolanos en la frontera"), venezuelans),
        series("darien", say("Darién crossings", "Cruces del Darién"), darienCrossings),
        series("honduras", say("Entries to Honduras", "Entradas a Honduras"), hondurasEntries),
      ],
      "marks": marks,
      "notes": [say("Gaps are months nobody published.", "Los huecos son meses sin publicar.")],
      "sources": ["cbp-2025-06", "snm", "inm-hn"],
    ])
  }

  private var stacked: JSON {
    object([
      "id": "darien", "title": say("Crossings of the Darién", "Cruces del Darién"),
      "description": say(
        "Venezuelans make up most crossings since early 2022.",
        "Las personas venezolanas son la mayoría desde principios de 2022."),
      "form": "stacked-bars", "unit": say("Crossings a month", "Cruces al mes"),
      "series": [
        series("ven", say("Venezuelans", "Venezolanos"), darienVenezuelans),
        series("other", say("All others", "Los demás"), darienOthers),
      ],
      "marks": [marks[1]], "notes": [], "sources": ["snm"],
    ])
  }

  private var ranked: JSON {
    let groups: [(String, String, Double?)] = [
      ("MEX", say("Mexico", "México"), 55_493), ("GTM", "Guatemala", 37_937),
      ("HND", "Honduras", 35_168), ("VEN", "Venezuela", 31_463), ("ECU", "Ecuador", 13_631),
      ("COL", "Colombia", 8_948), ("HTI", say("Haiti", "Haití"), 8_687), ("CUB", "Cuba", 6_179),
      ("SUR", say("Suriname", "Surinam"), nil),
    ]
    return object([
      "id": "citizenship",
      "title": say("By citizenship, August 2023", "Por nacionalidad, agosto de 2023"),
      "description": say(
        "Mexico 55,493, Guatemala 37,937, Honduras 35,168, Venezuela 31,463.",
        "México 55.493, Guatemala 37.937, Honduras 35.168, Venezuela 31.463."),
      "form": "ranked-bars", "unit": say("Encounters in the month", "Encuentros en el mes"),
      "series": [
        object([
          "id": "encounters", "label": say("Encounters", "Encuentros"),
          "points": groups.map {
            object(["x": $0.0, "label": $0.1, "y": $0.2, "display": shown($0.2)])
          },
        ])
      ],
      "marks": [], "notes": [], "sources": ["cbp-2025-06"],
    ])
  }

  /// A series of months from October 2019 on.
  private func series(_ id: String, _ label: String, _ values: [Double?])
    -> JSON
  {
    let english = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let spanish = [
      "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic",
    ]
    let points = values.enumerated().map { index, value -> JSON in
      let (year, month) = (2019 + (index + 9) / 12, (index + 9) % 12)
      return object([
        "x": "\(year)-\(month < 9 ? "0" : "")\(month + 1)-01",
        "label": "\(say(english[month], spanish[month])) \(year)", "y": value,
        "display": shown(value),
      ])
    }
    return object(["id": id, "label": label, "points": points])
  }

  private var darienOthers: [Double?] {
    zip(darienCrossings, darienVenezuelans).map { all, some in
      all.flatMap { all in some.map { all - $0 } }
    }
  }
}

// Monthly totals of the public record, October 2019 to August 2023; `nil` where none is published.
private let patrolArrests: [Double?] = [
  35_402, 33_524, 32_853, 29_205, 30_077, 30_389, 16_182, 21_593, 30_836, 38_536, 47_283,
  54_771, 69_032, 69_169, 71_141, 75_316, 97_643, 169_216, 173_699, 172_654, 178_649, 200_658,
  196_514, 185_515, 159_113, 167_015, 170_602, 147_877, 159_170, 211_181, 203_504, 224_370,
  192_399, 181_834, 181_774, 207_597, 205_134, 207_680, 222_018, 129_513, 130_521, 163_672,
  183_921, 171_382, 99_538, 132_642, 181_054,
]
private let portEncounters: [Double?] = [
  9737, 9119, 7712, 7380, 6610, 4071, 924, 1644, 2213, 2393, 2731, 2903, 2897, 2944, 2853, 3098,
  3456, 4061, 5096, 7943, 10_385, 12_935, 13_326, 6486, 5724, 7830, 8651, 6997, 6840, 11_393,
  32_281, 16_766, 15_435, 18_328, 22_313, 19_950, 26_395, 27_493, 30_297, 27_845, 26_109,
  29_577, 28_071, 35_308, 45_018, 50_837, 51_909,
]
private let venezuelans: [Double?] = [
  728, 588, 693, 243, 206, 166, 9, 10, 13, 36, 49, 46, 143, 184, 206, 295, 913, 2566, 6048,
  7499, 7583, 6126, 6301, 10_814, 13_416, 20_388, 24_801, 22_779, 3073, 4053, 4107, 5088,
  13_199, 17_647, 25_361, 33_804, 22_060, 8013, 8187, 9102, 5565, 8320, 34_633, 32_733, 20_453,
  18_958, 31_463,
]
private let darienCrossings: [Double?] = [
  nil, nil, nil, 1538, 1825, 1099, nil, nil, 182, nil, 6, 108, 371, 365, 971, 1071, 1857, 2694,
  5865, 4462, 10_267, 18_813, 25_332, 25_505, 25_904, 7762, 4194, 4702, 4262, 4827, 6134,
  13_894, 15_633, 22_822, 31_104, 48_204, 59_773, 16_632, 20_297, 24_634, 24_657, 38_099,
  40_297, 38_962, 29_722, 55_387, 81_946,
]
private let darienVenezuelans: [Double?] = [
  nil, nil, nil, 9, 20, 3, nil, nil, 2, nil, nil, 5, 5, 3, 22, 3, 9, nil, 3, 113, 205, 248, 568,
  437, 339, 352, 542, 1421, 1573, 1704, 2694, 9844, 11_359, 17_066, 23_632, 38_399, 40_593, 668,
  1374, 2337, 7097, 20_816, 25_395, 26_409, 18_501, 38_033, 62_700,
]
private let hondurasEntries: [Double?] = [
  1085, 1404, 1241, 1561, 2264, 1093, nil, nil, 234, 13, 140, 508, 820, 572, 949, 1009, 1275,
  1623, 1329, 895, 750, 2315, 1895, 1834, 1984, 1627, 1054, 1766, 2430, 8921, 12_971, 13_224,
  14_963, 11_895, 22_661, 21_594, 30_775, 25_140, 22_518, 18_882, 20_051, 21_599, 22_878,
  25_326, 26_757, 48_953, 65_526,
]
