import Foundation
import Sensitivity
import Testing

/// Against the function of Ishigami and Homma (1990), whose indices have a closed form.
@Suite struct IshigamiTests {
  private static let (a, b) = (7.0, 0.1)

  /// sin x₁ + a sin² x₂ + b x₃⁴ sin x₁ on [−π, π]³.
  private static func ishigami(_ point: [Double]) -> Double {
    let x = point.map { Double.pi * (2 * $0 - 1) }
    return sin(x[0]) + a * pow(sin(x[1]), 2) + b * pow(x[2], 4) * sin(x[0])
  }

  /// By integration: V₁ = (1 + bπ⁴/5)²/2, V₂ = a²/8, V₁₃ = b²π⁸(1/18 − 1/50), V₃ = 0.
  private static let parts: (first: [Double], total: [Double], variance: Double) = {
    let p4 = pow(Double.pi, 4)
    let v1 = pow(1 + b * p4 / 5, 2) / 2
    let v2 = a * a / 8
    let v13 = b * b * p4 * p4 * (1.0 / 18 - 1.0 / 50)
    let v = v1 + v2 + v13
    return ([v1 / v, v2 / v, 0], [(v1 + v13) / v, v2 / v, v13 / v], v)
  }()

  @Test func sobolIndicesAreThoseOfTheClosedForm() throws {
    let design = SobolDesign(inputs: ["x1", "x2", "x3"], rows: 20_000, seed: 1)
    let results = (0..<design.count).map { Self.ishigami(design.point($0)) }
    let found = try #require(SobolIndices(design, results: results, resamples: 200))
    #expect(abs(found.variance / Self.parts.variance - 1) < 0.03)
    // The mean is a/2.
    #expect(abs(found.mean - Self.a / 2) < 0.1)
    for (index, input) in found.indices.enumerated() {
      #expect(abs(input.first - Self.parts.first[index]) < 0.04, "\(input)")
      #expect(abs(input.total - Self.parts.total[index]) < 0.04, "\(input)")
    }
  }

  /// Of forty designs of 500 rows, intervals of 95 % hold the six true indices in 228 of 240 on average; with
  /// three designs' worth of chance, at least 210.
  @Test func intervalsHoldTheTruthAboutAsOftenAsTheySay() throws {
    var held = 0
    for seed in 1...40 {
      let design = SobolDesign(inputs: ["x1", "x2", "x3"], rows: 500, seed: UInt64(seed))
      let results = (0..<design.count).map { Self.ishigami(design.point($0)) }
      let found = try #require(SobolIndices(design, results: results, resamples: 300))
      for (index, input) in found.indices.enumerated() {
        let (first, total) = (Self.parts.first[index], Self.parts.total[index])
        held += (input.firstLow...input.firstHigh).contains(first) ? 1 : 0
        held += (input.totalLow...input.totalHigh).contains(total) ? 1 : 0
      }
    }
    #expect(held >= 210 && held < 240, "\(held) of 240")
  }

  @Test func aResultThatDoesNotVaryHasNoIndices() {
    let design = SobolDesign(inputs: ["x"], rows: 10, seed: 1)
    #expect(SobolIndices(design, results: Array(repeating: 2, count: design.count)) == nil)
    #expect(SobolIndices(design, results: Array(repeating: .nan, count: design.count)) == nil)
  }

  /// A linear function's elementary effects are its coefficients everywhere.
  @Test func morrisFindsTheCoefficientsOfALinearFunction() throws {
    let coefficients = [3.0, -2, 0, 0.5]
    let design = MorrisDesign(inputs: ["a", "b", "c", "d"], trajectories: 20, seed: 3)
    let results = (0..<design.count).map { number in
      zip(design.point(number), coefficients).reduce(1) { $0 + $1.0 * $1.1 }
    }
    let found = try #require(ElementaryEffects(design, results: results))
    for (effect, coefficient) in zip(found.effects, coefficients) {
      #expect(abs(effect.mean - coefficient) < 1e-12)
      #expect(abs(effect.size - abs(coefficient)) < 1e-12)
      #expect(effect.spread < 1e-12)
    }
  }

  /// On four levels with a step of two thirds, the effects of x² are the sums of the ends of the two steps
  /// there are, 0 to 2/3 and 1/3 to 1: 2/3 and 4/3, of mean 1.
  @Test func morrisOfASquare() throws {
    let design = MorrisDesign(inputs: ["x", "y"], trajectories: 4000, seed: 3)
    let results = (0..<design.count).map { pow(design.point($0)[0], 2) }
    let found = try #require(ElementaryEffects(design, results: results, resamples: 50))
    #expect(abs(found.effects[0].mean - 1) < 0.02)
    #expect(abs(found.effects[0].spread - 1.0 / 3) < 0.01)
    #expect(found.effects[1].size == 0)
  }

  /// Each step moves one input, each input once a trajectory, and stays inside the range.
  @Test func trajectoriesMoveOneInputAtATime() {
    let design = MorrisDesign(inputs: ["a", "b", "c"], trajectories: 50, seed: 9)
    for trajectory in 0..<50 {
      let points = (0..<4).map { design.point(trajectory * 4 + $0) }
      #expect(points.joined().allSatisfy { (0...1).contains($0) })
      let moved = zip(points, points.dropFirst()).map { before, after in
        before.indices.filter { before[$0] != after[$0] }
      }
      #expect(moved.allSatisfy { $0.count == 1 })
      #expect(Set(moved.joined()).count == 3)
    }
  }
}
