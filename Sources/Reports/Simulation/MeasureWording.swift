import Flee
import Wording

/// The words of the measures by which FLEE's users publish a validation.
package enum MeasureWording {
  /// Each measure with its name.
  package static func rows(
    _ measures: ErrorMeasures, _ language: Language
  ) -> [(name: String, value: Double?)] {
    func mase(_ days: Int, _ errors: ErrorMeasures.ScaledErrors?) -> [(String, Double?)] {
      [
        (language("MASE \(days), flat", "MASE \(days), constante"), errors?.flat),
        (
          language("MASE \(days), sloped as in FLEE", "MASE \(days), con pendiente como en FLEE"),
          errors?.sloped
        ),
        (
          language(
            "MASE \(days), sloped through the count", "MASE \(days), con pendiente por el recuento"),
          errors?.slopedThroughCount
        ),
        (language("MASE \(days), ratio", "MASE \(days), proporción"), errors?.ratio),
      ]
    }
    return [
      (
        language("Averaged relative difference", "Diferencia relativa media"),
        measures.averagedRelativeDifference
      ),
      (
        language("Averaged relative difference, rescaled", "Diferencia relativa media, reescalada"),
        measures.averagedRelativeDifferenceRescaled
      ),
    ] + mase(7, measures.mase7) + mase(30, measures.mase30)
  }

  package static func caption(_ language: Language) -> String {
    language(
      "As FLEE's post-processing computes them. Rescaled: the averaged relative difference after simulated "
        + "people were multiplied so that their sum is that of the people counted. MASE: the mean "
        + "difference as a multiple of that of a forecast from the count of day 7 or 30; below 1 the "
        + "simulation is nearer.",
      "Como las calcula el posprocesamiento de FLEE. Reescalada: la diferencia relativa media tras "
        + "multiplicar las personas simuladas para que su suma sea la de las contadas. MASE: la diferencia "
        + "media como múltiplo de la de un pronóstico a partir del recuento del día 7 o 30; por debajo de "
        + "1, la simulación está más cerca.")
  }

  package static func slopedNote(_ language: Language) -> String {
    language(
      "FLEE's sloped baseline adds the whole count of its day every day; it soon lies far above every "
        + "count, and its error says little. Sloped through the count is the line from 0 on day 0 through "
        + "that count.",
      "La línea con pendiente de FLEE suma cada día el recuento entero de su día; pronto queda muy por "
        + "encima de cualquier recuento, y su error dice poco. Por el recuento es la recta desde 0 el día "
        + "0 que pasa por él.")
  }
}
