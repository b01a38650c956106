"""Disclosure: no small count of people leaves a workbook under the policy to suppress, nor a way to work one out."""
