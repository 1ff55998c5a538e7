import Periods
import Wording

/// What a reader must know of how a what-if was made.
extension WhatIf {
  /// The fewest runs of which a band of eight in ten is shown: of fewer, each of its ends lies beyond what the
  /// runs contain.
  package static let fewestForBand = 10

  package func cautions(_ language: Language) -> [String] {
    [trainedLater(language), priorAlone(language), fewRuns(language)].compactMap(\.self)
  }

  private func trainedLater(_ language: Language) -> String? {
    guard let end = training?.split(separator: "/").last, let day = Day(String(end)),
      let known = asOf.flatMap(Day.init), day >= known
    else { return nil }
    return language(
      "The parameters were calibrated to figures through \(day), not all of which were known on \(known).",
      "Los parámetros se calibraron con cifras hasta el \(day), no todas conocidas el \(known).")
  }

  private func priorAlone(_ language: Language) -> String? {
    guard parameters == "prior" else { return nil }
    return language(
      "The parameters are drawn from their prior; trocha calibrate calibrates them to the record.",
      "Los parámetros se toman de lo supuesto de antemano; trocha calibrate los calibra con el registro."
    )
  }

  private func fewRuns(_ language: Language) -> String? {
    guard runs < WhatIf.fewestForBand else { return nil }
    return runs == 1
      ? language(
        "One run has no band: how uncertain it is, is not known.",
        "Una sola simulación no tiene banda: no se sabe cuán incierta es.")
      : language(
        "\(runs) runs are too few for a band of 8 in 10, which needs \(WhatIf.fewestForBand).",
        "\(runs) simulaciones son muy pocas para una banda de 8 de cada 10, que necesita "
          + "\(WhatIf.fewestForBand).")
  }
}
