package io.github.pocstate.examples.phases;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one {@link LabUnderTest} for the whole run, and puts it back before and after each class. */
final class LabExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) {
        lab(context).goTo(LabUnderTest.AS_FOUND);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        lab(context).goTo(LabUnderTest.AS_FOUND);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LabUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return lab(context);
    }

    private static LabUnderTest lab(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(LabUnderTest.class, type -> LabUnderTest.open(), LabUnderTest.class);
    }
}
