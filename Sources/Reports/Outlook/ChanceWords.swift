import Wording

/// A chance in words: never a certainty that the bands cannot give.
package enum ChanceWords {
  package static func text(_ chance: Double, _ language: Language) -> String {
    if chance < 0.01 { return language("under 1%", "menos del 1 %") }
    if chance > 0.99 { return language("over 99%", "más del 99 %") }
    return language.percent(chance, decimals: 0)
  }
}
