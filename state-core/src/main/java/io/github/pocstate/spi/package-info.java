/** What adapters implement, found by ServiceLoader; start at {@link io.github.pocstate.spi.LabProvider}. */
@NullMarked
package io.github.pocstate.spi;

import org.jspecify.annotations.NullMarked;
