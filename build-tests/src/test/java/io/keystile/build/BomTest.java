package io.keystile.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** The BOM names every published module and nothing else. */
class BomTest {
    @Test
    void bom_namesWhatIsPublished() throws Exception {
        NodeList names = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("..", "bom", "pom.xml").toFile())
                .getElementsByTagName("artifactId");

        assertThat(IntStream.range(0, names.getLength())
                        .mapToObj(names::item)
                        .filter(name -> name.getParentNode().getNodeName().equals("dependency"))
                        .map(name -> name.getTextContent()))
                .containsExactlyInAnyOrderElementsOf(
                        PublishedModules.all().map(PublishedModules::artifact).toList());
    }
}
