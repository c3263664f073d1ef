package io.github.pocstate.cli;

import io.github.pocstate.ConfigurationException;
import io.github.pocstate.Phase;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a phase by its number or name. */
final class PhaseConverter implements ITypeConverter<Phase> {

    @Override
    public Phase convert(String value) {
        try {
            return Phase.of(value);
        } catch (ConfigurationException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
