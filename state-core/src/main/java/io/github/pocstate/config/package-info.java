/** Settings from code, environment and system properties; start at {@link io.github.pocstate.config.PocConfig}. */
@NullMarked
package io.github.pocstate.config;

import org.jspecify.annotations.NullMarked;
