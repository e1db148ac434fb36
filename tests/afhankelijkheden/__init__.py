"""What the product leans on: exact versions, licences, known vulnerabilities and a list of everything (SBOM)."""
