/// Every question that can be asked: what the doors offer, and what the tests walk over.
package enum QuestionList {
  package static let all: [any Question.Type] = [
    FiguresQuestion.self, ComparisonQuestion.self, BriefQuestion.self, ScreeningQuestion.self,
    WhatIfQuestion.self, CorridorQuestion.self, OutlookQuestion.self, BacktestQuestion.self,
    NowcastQuestion.self, NeedsQuestion.self, JudgementsQuestion.self, EffectQuestion.self,
    CheckQuestion.self,
    ImportQuestion.self,
    FleeQuestion.self, CalibrationQuestion.self,
    CalendarQuestion.self, FeedQuestion.self,
    FleeValidationQuestion.self,
  ]
}
