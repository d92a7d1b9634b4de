package org.opsflow.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class PersistenceUnitTest {
    @Test
    void listsEveryEntityAndConverter() throws Exception {
        List<String> annotated = new ClassFileImporter()
                .importPackages("org.opsflow.domain", "org.opsflow.persistence").stream()
                        .filter(type -> type.isAnnotatedWith(Entity.class) || type.isAnnotatedWith(Converter.class))
                        .map(JavaClass::getName)
                        .toList();

        assertThat(annotated).isNotEmpty();
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(annotated);
    }

    private static List<String> listed() throws Exception {
        try (InputStream file = PersistenceUnitTest.class.getResourceAsStream("/META-INF/persistence.xml")) {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
            NodeList classes = document.getElementsByTagName("class");
            return IntStream.range(0, classes.getLength())
                    .mapToObj(i -> classes.item(i).getTextContent())
                    .toList();
        }
    }
}
