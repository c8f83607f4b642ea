/** Rights: who may do what in which context, who granted it, and the roles of entities. */
package dev.ksef.simulator.right;
