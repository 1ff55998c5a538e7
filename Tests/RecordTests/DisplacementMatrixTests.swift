import Foundation
import Periods
import Record
import Testing

/// IOM's matrix as HDX publishes it; the figures are made up.
@Suite struct DisplacementMatrixTests {
  let files: ReaderFiles

  init() throws {
    files = try ReaderFiles()
  }

  @Test func byFirstDivision() throws {
    let release = try #require(
      try files.releases(
        "dtm.csv",
        "id,operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,numPresentIdpInd,"
          + "reportingDate,yearReportingDate,monthReportingDate,roundNumber,displacementReason\n"
          + "#id+code,#operation+name,#country+name,#country+code,#adm1+name,#adm1+code,"
          + "#affected+idps,#date+reported,#date+year+reported,#date+month+reported,#round+code,\n"
          + "1,Overview,Sudan,SDN,Khartoum,SD01,1200,2024-01-31T00:00:00,2024,1,7,Conflict\n"
          + "2,North,Nigeria,NGA,Borno,NG008,30,2024-02-01T00:00:00,2024,2,4,Conflict\n"
          + "3,South,Nigeria,NGA,Borno,NG008,40,2024-02-01T00:00:00,2024,2,4,Conflict\n"
      ).first)
    #expect(
      ReaderFiles.figures(release) == [
        "measure=internally-displaced place=SDN kind=conflict state=sd01 2024-01-31=1200",
        "measure=internally-displaced place=NGA component=north kind=conflict state=ng008 "
          + "2024-02-01=30",
        "measure=internally-displaced place=NGA component=south kind=conflict state=ng008 "
          + "2024-02-01=40",
      ])
    #expect(
      ReaderFiles.covers(release) == "place=only component=only kind=whole:conflict state=whole")
    #expect(release.source.note.contains("Columns passed over: roundNumber."))
  }

  @Test func secondDivisions() throws {
    #expect(
      try files.fault(
        "admin0Pcode,admin1Pcode,admin2Pcode,numPresentIdpInd,reportingDate\n".utf8) == """
          table.csv:1:3: expected the table by country or by its first division, found "admin2Pcode"
            Second divisions of one round are counted on different days: take the table of level 0 or \
          1.
          """)
  }
}
