"""Tags of the desk: times, marks, classes."""

from django import template

register = template.Library()
