import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds PDF files against each rule of veraPDF for PDF/UA-1, and prints what breaks one: file, clause, what is wrong, place.
 *
 * The last line tells how many rules there were and how many checks were made. The profile of rules is read here, as
 * veraPDF's own reader needs a part of Java that is no longer in it.
 */
public class VeraPdf {
    private static final String PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml";
    private static final PDFAFlavour FLAVOUR = PDFAFlavour.PDFUA_1;

    public static void main(String[] paths) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = profile();
        long checks = 0;
        for (String path : paths) {
            ValidationResult result = asked(profile, new File(path));
            checks += result.getTotalAssertions();
            for (TestAssertion each : result.getTestAssertions()) {
                String clause = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
                System.out.println(String.join(
                    " ", new File(path).getName(), clause, each.getMessage(), each.getLocation().getContext()));
            }
        }
        System.out.println(profile.getRules().size() + " rules, " + checks + " checks");
    }

    private static ValidationResult asked(ValidationProfile profile, File file) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, FLAVOUR);
            PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            return validator.validate(parser);
        }
    }

    private static ValidationProfile profile() throws Exception {
        Document document;
        try (InputStream stream = ValidationProfile.class.getResourceAsStream(PROFILE)) {
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        }
        Element root = document.getDocumentElement();
        Set<Rule> rules = all(root, "rule").map(VeraPdf::rule).collect(Collectors.toSet());
        Set<Variable> variables = all(root, "variable").map(VeraPdf::variable).collect(Collectors.toSet());
        return Profiles.profileFromValues(
            FLAVOUR, Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new Date(0)), "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").findFirst().get();
        Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        List<ErrorArgument> arguments = all(rule, "argument")
            .map(each -> ErrorArgumentImpl.fromValues(each.getTextContent(), null, null))
            .collect(Collectors.toCollection(ArrayList::new));
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(
                FLAVOUR.getPart(), id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
            rule.getAttribute("object"),
            deferred,
            rule.getAttribute("tags"),
            text(rule, "description"),
            text(rule, "test"),
            Profiles.errorFromValues(text(rule, "message"), arguments),
            List.of());
    }

    private static Variable variable(Element variable) {
        return Profiles.variableFromValues(
            variable.getAttribute("name"),
            variable.getAttribute("object"),
            text(variable, "defaultValue"),
            text(variable, "value"));
    }

    private static String text(Element within, String tag) {
        return all(within, tag).findFirst().get().getTextContent();
    }

    private static Stream<Element> all(Element within, String tag) {
        NodeList found = within.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength()).mapToObj(found::item).map(Element.class::cast);
    }
}
