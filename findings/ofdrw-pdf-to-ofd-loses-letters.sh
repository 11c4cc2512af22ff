#!/usr/bin/env bash
# ofdrw-converter 2.2.6 (Java, Maven): PDFConverter makes OFD (GB/T 33190) of a PDF that holds text, and the OFD holds none: every letter is
# a path. For any reader, search or screen reader its text is gone, though the PDF had it.
# What to do: import the PDF that it was made from. Ours: such a file is set aside with that advice. Needs JDK 17, Maven, Python.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies><dependency><groupId>org.ofdrw</groupId><artifactId>ofdrw-converter</artifactId><version>2.2.6</version></dependency></dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
cat > Finding.java <<'JAVA'
import java.nio.file.*;
import org.apache.pdfbox.pdmodel.*;
import org.apache.pdfbox.pdmodel.font.*;
import org.apache.pdfbox.text.PDFTextStripper;
import org.ofdrw.converter.ofdconverter.PDFConverter;
public class Finding {
  public static void main(String[] args) throws Exception {
    try (PDDocument pdf = new PDDocument()) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      try (PDPageContentStream out = new PDPageContentStream(pdf, page)) {
        out.beginText();
        out.setFont(PDType1Font.HELVETICA, 12);
        out.newLineAtOffset(72, 700);
        out.showText("1234567890");
        out.endText();
      }
      pdf.save("in.pdf");
    }
    try (PDDocument pdf = PDDocument.load(new java.io.File("in.pdf"))) {
      System.out.println("text of the PDF: " + new PDFTextStripper().getText(pdf).trim());
    }
    try (PDFConverter converter = new PDFConverter(Paths.get("out.ofd"))) {
      converter.convert(Paths.get("in.pdf"));
    }
  }
}
JAVA
java -cp 'lib/*' Finding.java 2>log || { cat log; exit 1; }
python3 - <<'PY'
import sys, zipfile
page = zipfile.ZipFile("out.ofd").read("Doc_0/Pages/Page_0/Content.xml").decode()
texts, paths = page.count("<ofd:TextObject"), page.count("<ofd:PathObject")
print(f"ofdrw-converter 2.2.6: {texts} text objects, {paths} paths")
sys.exit(0 if texts == 0 and paths >= 10 else 1)
PY
